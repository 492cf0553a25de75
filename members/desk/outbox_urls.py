"""The addresses of the outbox's desk."""

from django.urls import path, re_path

from . import letters, outbox

urlpatterns = [
    path("", outbox.Outbox.as_view(), name="outbox"),
    path("<int:pk>/", outbox.OutboxMessage.as_view(), name="outbox_message"),
    path("<int:pk>/way/", outbox.AnotherWay.as_view(), name="outbox_way"),
    path("<int:pk>/put-back/", outbox.PutBack.as_view(), name="outbox_put_back"),
    path("<int:pk>/letter.pdf", letters.LetterFile.as_view(), name="outbox_letter"),
    path("person/<int:pk>/", outbox.OutboxPerson.as_view(), name="outbox_person"),
    path("batches/make/", letters.MakeBatch.as_view(), name="outbox_make_batch"),
    path("batches/<int:pk>/", letters.Batch.as_view(), name="outbox_batch"),
    path("batches/<int:pk>/letters.pdf", letters.BatchFile.as_view(), name="outbox_batch_file"),
    re_path(r"^batches/(?P<pk>\d+)/(?P<move>\w+)/$", letters.MoveBatch.as_view(), name="outbox_batch_move"),
    path("<slug:queue>/", outbox.OutboxList.as_view(), name="outbox_list"),
]
