"""What becomes of a picture on its way in: upright, small enough, and silent about people and places."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageCms, PngImagePlugin

from cms.media.cleaning import LONGEST_SIDE, clean_picture
from cms.media.forms import PictureFileField

SECRET = b"21.0285N-HaNoi"
GPS, ORIENTATION = 0x8825, 0x0112


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[ORIENTATION] = orientation
    told[0x010E] = SECRET.decode()
    told.get_ifd(GPS)[1] = "N"
    return told


def halves(size=(60, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture


def encoded(picture: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def telling_png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=False)
    data = encoded(halves(), "PNG", pnginfo=info, exif=exif())
    return data[:33] + chunk(b"tIME", b"\x07\xea\x01\x01\x01\x01\x01") + data[33:] + SECRET


def telling_jpeg(**options) -> bytes:
    data = encoded(halves(), "JPEG", exif=exif(), comment=SECRET, quality=95, **options)
    xmp = b"\xff\xe1" + struct.pack(">H", 2 + 29 + len(SECRET)) + b"http://ns.adobe.com/xap/1.0/\x00" + SECRET
    iptc = b"\xff\xed" + struct.pack(">H", 2 + len(SECRET)) + SECRET
    return data[:2] + xmp + iptc + data[2:] + b"MotionPhoto" + SECRET


def telling_gif() -> bytes:
    frames = [Image.new("RGB", (8, 8), colour).convert("P") for colour in ("red", "green", "blue")]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], loop=0, duration=80, comment=SECRET)


TELLING = {
    "jpg": telling_jpeg(),
    "png": telling_png(),
    "webp": encoded(halves(), "WEBP", exif=exif().tobytes(), xmp=SECRET, lossless=True),
    "gif": telling_gif(),
}


def cleaned(data: bytes, name: str = "anh.jpg") -> bytes:
    return clean_picture(io.BytesIO(data), name).read()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def message(data: bytes, name: str) -> str:
    with translation.override("vi"), pytest.raises(ValidationError) as caught:
        PictureFileField().clean(SimpleUploadedFile(name, data))
    with translation.override("vi"):
        return " ".join(caught.value.messages)


@pytest.mark.parametrize("kind", TELLING)
def test_nothing_is_told_and_no_pixel_is_touched(kind):
    assert SECRET in TELLING[kind]
    clean = cleaned(TELLING[kind])
    assert SECRET not in clean
    picture = opened(clean)
    assert not picture.getexif()
    assert not {"comment", "xmp", "exif", "icc_profile"} & set(picture.info)
    assert picture.tobytes() == opened(TELLING[kind]).tobytes()


def test_a_progressive_jpeg_stays_whole_too():
    data = telling_jpeg(progressive=True)
    assert opened(cleaned(data)).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize(
    ("orientation", "size", "corner"), [(3, (60, 40), "blue"), (6, (40, 60), "red"), (8, (40, 60), "blue")]
)
def test_a_picture_taken_sideways_stands_upright(orientation, size, corner):
    for kind, name in (("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")):
        picture = opened(cleaned(encoded(halves(), kind, exif=exif(orientation)), name))
        assert picture.size == size
        red, _green, blue = picture.convert("RGB").getpixel((2, 2))
        assert (red > blue) is (corner == "red")
        assert not picture.getexif()


def test_an_animated_gif_stays_whole():
    picture = opened(cleaned(TELLING["gif"]))
    assert (picture.n_frames, picture.info["loop"], picture.info["duration"]) == (3, 0, 80)


@pytest.mark.parametrize(
    ("size", "shrunk"), [((6400, 3200), (3200, 1600)), ((3000, 4000), (2400, 3200)), ((3200, 10), (3200, 10))]
)
def test_a_large_original_is_made_smaller(size, shrunk):
    assert opened(cleaned(encoded(Image.new("RGB", size, "teal"), "JPEG"))).size == shrunk
    assert max(shrunk) <= LONGEST_SIDE


def test_colours_of_another_profile_become_srgb():
    # A profile in which red and blue have changed places would show; here a plain one is renamed.
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB", b"xRGB")
    picture = opened(cleaned(encoded(halves(), "PNG", icc_profile=lab), "a.png"))
    assert "icc_profile" not in picture.info
    assert picture.getpixel((2, 2))[0] > 240


def test_a_picture_for_print_becomes_one_for_screens():
    assert opened(cleaned(encoded(halves().convert("CMYK"), "JPEG"))).mode == "RGB"


def test_two_pictures_in_one_file_become_one():
    data = encoded(halves(), "MPO", save_all=True, append_images=[halves()])
    clean = cleaned(data)
    assert opened(clean).format == "JPEG"
    assert clean.count(b"\xff\xd8\xff") == 1


def test_transparency_stays():
    assert opened(cleaned(encoded(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"), "a.png")).getpixel((1, 1))[3] == 0


class TestTheField:
    def test_the_name_follows_the_content(self):
        file = PictureFileField().clean(SimpleUploadedFile("zalo.jpg", TELLING["webp"]))
        assert file.name == "zalo.webp"
        assert SECRET not in file.read()

    def test_heic_is_refused_with_advice(self):
        heic = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64
        for name in ("IMG_1.HEIC", "IMG_1.jpg"):
            assert "HEIC" in message(heic, name)
            assert "Zalo" in message(heic, name)

    def test_svg_is_refused_whatever_it_is_called(self):
        for data in (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"<?xml version='1.0'?><svg/>"):
            for name in ("a.svg", "a.png"):
                assert "SVG" in message(data, name)

    def test_what_is_no_picture_or_damaged_is_refused(self):
        assert message(b"%PDF-1.7 hello", "a.jpg")
        assert message(TELLING["jpg"][:300], "a.jpg")
        assert message(TELLING["png"][:60], "a.png")

    def test_a_bomb_is_refused_before_it_is_unpacked(self):
        head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
        bomb = (
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
            + chunk(b"IEND", b"")
        )
        assert "triệu" in message(bomb, "a.png")

    def test_too_many_megabytes_are_refused(self):
        field = PictureFileField()
        field.max_upload_size = 100
        with pytest.raises(ValidationError):
            field.clean(SimpleUploadedFile("a.jpg", TELLING["jpg"]))
