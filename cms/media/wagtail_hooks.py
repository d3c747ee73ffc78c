from wagtail import hooks

from cms.media.playing import send_part

# After Wagtail has asked whether this visitor may have the file at all.
hooks.register("before_serve_document", send_part, order=100)
