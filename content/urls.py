"""Addresses of what people read. They are stable: other sites and printed pages link to them."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path

from content.feeds import Changes
from content.podcast import Podcast
from content.presenters import POLICIES
from content.sitemaps import PublicPages
from content.views import (
    articles,
    exercises,
    helpful,
    open_referral,
    pages,
    pictures,
    recordings,
    reports,
    search,
    service_pages,
    services,
    telling,
)
from content.views.keeping import kept

urlpatterns = [
    path("articles/", articles.show_article_list, name="article_list"),
    path("articles/<slug:slug>/", articles.show_article, name="article"),
    path("articles/<slug:slug>/<slug:edition>/", articles.show_article, name="article_reader"),
    path("topics/<slug:slug>/", articles.show_topic, name="topic"),
    path("exercises/", exercises.show_exercise_list, name="exercise_list"),
    path("exercises/sheet/", exercises.show_exercise_sheet, name="exercise_sheet"),
    path("exercises/<slug:slug>/", exercises.show_exercise, name="exercise"),
    path("questions/", pages.show_faqs, name="faq_list"),
    path("glossary/", pages.show_glossary, name="glossary"),
    path("stories/", pages.show_story_list, name="story_list"),
    path("stories/share/", telling.share_story, name="share_story"),
    path("stories/shared/", telling.show_card, name="shared_story"),
    path("stories/take-back/", telling.take_back, name="take_story_back"),
    path("stories/taken-back/", telling.show_taken_back, name="story_taken_back"),
    path("stories/<slug:slug>/", pages.show_story, name="story"),
    path("stories/<slug:slug>/reply/", telling.reply, name="reply_to_story"),
    path("stories/<slug:slug>/reply/thanks/", telling.thank_for_reply, name="reply_thanks"),
    path("stories/<slug:slug>/replies/<int:number>/", telling.show_reply, name="story_reply"),
    *(path(f"{slug}/", pages.show_policy, {"slug": slug}, name=name) for slug, (name, _) in POLICIES.items()),
    path("about/<slug:slug>/", pages.show_policy, name="policy"),
    path("services/", services.show_services, name="services"),
    path("services/open-referral/", open_referral.show_details, name="open_referral"),
    path("services/open-referral/services", open_referral.list_services, name="open_referral_services"),
    path("services/open-referral/services/<uuid:identifier>", open_referral.show_service, name="open_referral_service"),
    path("services/<slug:slug>/", service_pages.show_service, name="service"),
    path("search/", search.show_search, name="search"),
    path("search/words.json", search.list_words, name="search_words"),
    path("helpful/", helpful.answer, name="helpful"),
    path("helpful/words/", helpful.add_words, name="helpful_words"),
    path("report/", reports.report_problem, name="report"),
    path("report/thanks/<slug:urgency>/", reports.thank, name="report_thanks"),
    re_path(r"^media/pictures/(?P<sha256>[0-9a-f]{64})\.webp$", pictures.show_picture, name="picture"),
    re_path(
        r"^media/recordings/(?P<sha256>[0-9a-f]{64})\.(?P<kind>mp3|m4a|ogg)$",
        recordings.send_recording,
        name="recording",
    ),
    path("sitemap.xml", kept(sitemap), {"sitemaps": {"pages": PublicPages}}, name="sitemap"),
    path("feed.atom", kept(Changes()), name="feed"),
    path("podcast.xml", kept(Podcast()), name="podcast"),
]
