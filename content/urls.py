"""Addresses of what people read. They are stable: other sites and printed pages link to them."""

from django.urls import path

from content.views import articles

urlpatterns = [
    path("articles/", articles.show_article_list, name="article_list"),
    path("articles/<slug:slug>/", articles.show_article, name="article"),
    path("articles/<slug:slug>/<slug:edition>/", articles.show_article, name="article_reader"),
    path("topics/<slug:slug>/", articles.show_topic, name="topic"),
]
