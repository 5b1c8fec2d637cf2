from django.urls import path

from referrals.views import exports, letters, questions, results

urlpatterns = [
    path("get-physio/", questions.start, name="guide_start"),
    path("get-physio/check/", questions.check, name="check"),
    path("get-physio/result/", results.result, name="result"),
    path("get-physio/letter/<slug:route>/", letters.letter, name="letter"),
    path("get-physio/help-today/", questions.help_today, name="help_today"),
    path("get-physio/break/", questions.take_a_break, name="break"),
    path("get-physio/clear/", questions.clear, name="clear"),
    path("get-physio/cleared/", questions.cleared, name="cleared"),
    path("get-physio/lost/", questions.lost, name="guide_lost"),
    path("get-physio/questionnaire.fhir.json", exports.questionnaire, name="guide_fhir_questionnaire"),
    path("get-physio/plan.fhir.json", exports.plan, name="guide_fhir_plan"),
    path("get-physio/<slug:key>/", questions.question, name="question"),
]
