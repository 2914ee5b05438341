"""Addresses of the pages and what they say."""

from django.urls import reverse


def url(name, row):
    return reverse(f"roadmap:{name}", args=[row.pk])


def words(answer):
    return " ".join(answer.content.decode().split())
