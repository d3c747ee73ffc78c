"""Sign-in pages that replace Wagtail's: their tokens are bound to the school."""

from django.urls import path

from cms.users import views

urlpatterns = [
    path("password_reset/", views.PasswordReset.as_view(), name="wagtailadmin_password_reset"),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        views.PasswordResetConfirm.as_view(),
        name="wagtailadmin_password_reset_confirm",
    ),
    path("loi-moi/<uidb64>/<token>/", views.AcceptInvitation.as_view(), name="accept_invitation"),
]
