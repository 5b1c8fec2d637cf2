"""Addresses of the guide, below `get-physio/`. All others are tried before the name of a question."""

from django.urls import path

from referrals.views import exports, leaving, letters, places, questions, results, saving

urlpatterns = [
    path("", questions.start, name="guide_start"),
    path("check/", questions.check, name="check"),
    path("result/", results.result, name="result"),
    path("near/", places.near_me, name="near"),
    path("papers/", letters.papers, name="papers"),
    path("letter/<int:number>/", letters.paper, name="letter"),
    path("letter/<int:number>.pdf", letters.document, name="letter_pdf"),
    path("letter/<int:number>/large.pdf", letters.document, {"large": True}, name="letter_large"),
    path("letter/<int:number>/words/", letters.words, name="letter_words"),
    path("summary/", letters.paper, name="summary"),
    path("summary.pdf", letters.document, name="summary_pdf"),
    path("summary/large.pdf", letters.document, {"large": True}, name="summary_large"),
    path("summary/words/", letters.words, name="summary_words"),
    path("help-today/", questions.help_today, name="help_today"),
    path("break/", saving.take_a_break, name="break"),
    path("saved/", saving.card, name="saved"),
    path("come-back/", saving.come_back, name="come_back"),
    path("erase/", saving.erase, name="erase"),
    path("erased/", saving.erased, name="erased"),
    path("clear/", leaving.clear, name="clear"),
    path("cleared/", leaving.cleared, name="cleared"),
    path("leave/", leaving.leave, name="leave"),
    path("lost/", questions.lost, name="guide_lost"),
    path("questionnaire.fhir.json", exports.questionnaire, name="guide_fhir_questionnaire"),
    path("plan.fhir.json", exports.plan, name="guide_fhir_plan"),
    path("<slug:key>/", questions.question, name="question"),
]
