app_name = "replacements"
urlpatterns: list = []
