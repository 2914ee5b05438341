"""Pages of the floor project: a bare view with one query, and a plain list of 25 of N rows."""

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path


def bare(request):
    return render(request, "bare.html", {"first": request.user.get_username()})


def plain_list(request):
    page = Paginator(User.objects.order_by("last_name", "pk"), 25).get_page(1)
    return render(request, "list.html", {"page": page})


urlpatterns = [path("", bare), path("list/", plain_list)]
