from django.urls import path

from referrals.views import exports, leaving, letters, places, questions, results, saving

urlpatterns = [
    path("get-physio/", questions.start, name="guide_start"),
    path("get-physio/check/", questions.check, name="check"),
    path("get-physio/result/", results.result, name="result"),
    path("get-physio/near/", places.near_me, name="near"),
    path("get-physio/papers/", letters.papers, name="papers"),
    path("get-physio/letter/<int:number>/", letters.paper, name="letter"),
    path("get-physio/letter/<int:number>.pdf", letters.document, name="letter_pdf"),
    path("get-physio/letter/<int:number>/large.pdf", letters.document, {"large": True}, name="letter_large"),
    path("get-physio/letter/<int:number>/words/", letters.words, name="letter_words"),
    path("get-physio/summary/", letters.paper, name="summary"),
    path("get-physio/summary.pdf", letters.document, name="summary_pdf"),
    path("get-physio/summary/large.pdf", letters.document, {"large": True}, name="summary_large"),
    path("get-physio/summary/words/", letters.words, name="summary_words"),
    path("get-physio/help-today/", questions.help_today, name="help_today"),
    path("get-physio/break/", saving.take_a_break, name="break"),
    path("get-physio/saved/", saving.card, name="saved"),
    path("get-physio/come-back/", saving.come_back, name="come_back"),
    path("get-physio/erase/", saving.erase, name="erase"),
    path("get-physio/erased/", saving.erased, name="erased"),
    path("get-physio/clear/", leaving.clear, name="clear"),
    path("get-physio/cleared/", leaving.cleared, name="cleared"),
    path("get-physio/leave/", leaving.leave, name="leave"),
    path("get-physio/lost/", questions.lost, name="guide_lost"),
    path("get-physio/questionnaire.fhir.json", exports.questionnaire, name="guide_fhir_questionnaire"),
    path("get-physio/plan.fhir.json", exports.plan, name="guide_fhir_plan"),
    path("get-physio/<slug:key>/", questions.question, name="question"),
]
