from django.urls import path

from mentorship.library.views import deciding, reading, using, writing

app_name = "library"
urlpatterns = [
    path("", reading.material_list, name="list"),
    path("add/", writing.add, name="add"),
    path("add/practice/", writing.add, {"practice": True}, name="add_practice"),
    path("record/", writing.record_paper, name="record"),
    path("record/practice/", writing.record_paper, {"practice": True}, name="record_practice"),
    path("<int:pk>/", reading.card, name="card"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/attach/", writing.attach, name="attach"),
    path("<int:pk>/submit/", writing.submit, name="submit"),
    path("<int:pk>/revise/", writing.revise, name="revise"),
    path("<int:pk>/review/", deciding.review, name="review"),
    path("<int:pk>/approve/", deciding.approve, name="approve"),
    path("<int:pk>/return/", deciding.send_back, name="send_back"),
    path("<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
    path("<int:pk>/take/", using.take, name="take"),
    path("files/<int:pk>/", reading.file, name="file"),
    path("files/<int:pk>/detach/", writing.detach, name="detach"),
    path("programs/<int:pk>/", using.choose, name="choose"),
    path("uses/<int:pk>/put-back/", using.put_back, name="put_back"),
]
