app_name = "leaving"
urlpatterns: list = []
