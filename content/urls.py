"""Addresses of what people read. They are stable: other sites and printed pages link to them."""

from django.urls import path, re_path

from content.views import articles, pictures

urlpatterns = [
    re_path(r"^media/pictures/(?P<sha256>[0-9a-f]{64})\.webp$", pictures.show_picture, name="picture"),
    path("articles/", articles.show_article_list, name="article_list"),
    path("articles/<slug:slug>/", articles.show_article, name="article"),
    path("articles/<slug:slug>/<slug:edition>/", articles.show_article, name="article_reader"),
    path("topics/<slug:slug>/", articles.show_topic, name="topic"),
]
