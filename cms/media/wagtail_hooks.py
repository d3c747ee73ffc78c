from wagtail import hooks

from cms.media.playing import send_playable

# After Wagtail has asked whether this visitor may have the file at all.
hooks.register("before_serve_document", send_playable, order=100)
