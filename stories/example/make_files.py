"""How the sounds, the film and the drawing beside this file were made: `python -m stories.example.make_files`.

Needs Debian's espeak-ng and ffmpeg; the hub itself needs neither. The voices say the words of stories.toml.
"""

import subprocess
import tempfile
import tomllib
import wave
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
FILES = HERE / "files"
VOICES = {"Farah": "en-gb+f2"}
SIZE = (320, 240)


def run(*command) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)  # noqa: S603 -- names nothing but our files


def say(words: str, voice: str, to: Path) -> float:
    """Speak one paragraph into a file; how many seconds it takes."""
    run("espeak-ng", "-v", voice, "-s", "150", "-w", to, words)
    with wave.open(str(to)) as spoken:
        return spoken.getnframes() / spoken.getframerate()


def spoken(story: dict, folder: Path) -> list[tuple[Path, str, float]]:
    """Each paragraph with who says it left out of the sound."""
    said = []
    for number, line in enumerate(story["transcript"].strip().split("\n\n")):
        who, _colon, words = line.partition(": ") if line.split(": ")[0].isalpha() else ("", "", line)
        file = folder / f"{number}.wav"
        said.append((file, words, say(words, VOICES.get(who, story["voice"]), file)))
    return said


def joined(files, folder: Path) -> Path:
    listed, whole = folder / "list", folder / "all.wav"
    listed.write_text("".join(f"file '{file}'\n" for file in files))
    run("ffmpeg", "-y", "-f", "concat", "-safe", "0", "-i", listed, whole)
    return whole


def sound(story: dict, folder: Path) -> None:
    whole = joined([file for file, _words, _long in spoken(story, folder)], folder)
    run("ffmpeg", "-y", "-i", whole, "-ac", "1", "-ar", "22050", "-b:a", "24k", FILES / story["sound"])


def film(story: dict, folder: Path) -> None:
    said = spoken(story, folder)
    frames = "".join(f"file '{drawn(number, folder)}'\nduration {long}\n" for number, (_f, _w, long) in enumerate(said))
    (folder / "frames").write_text(frames + f"file '{drawn(len(said) - 1, folder)}'\n")
    pictures = ("-f", "concat", "-safe", "0", "-i", folder / "frames")
    whole = joined([file for file, _words, _long in said], folder)
    coded = (
        "-c:v",
        "libx264",
        "-pix_fmt",
        "yuv420p",
        "-r",
        "5",
        "-crf",
        "30",
        "-c:a",
        "aac",
        "-ac",
        "1",
        "-b:a",
        "32k",
    )
    run("ffmpeg", "-y", *pictures, "-i", whole, *coded, "-movflags", "+faststart", "-shortest", FILES / story["film"])
    (FILES / story["film"]).with_suffix(".vtt").write_text(captions(said))


def captions(said) -> str:
    """Sentence by sentence, each as long as its share of the paragraph."""
    cues, at = ["WEBVTT"], 0.0
    for _file, words, long in said:
        sentences = [one.strip() + "." for one in words.replace("\n", " ").split(".") if one.strip()]
        for sentence in sentences:
            lasts = long * len(sentence) / sum(map(len, sentences))
            cues.append(f"{clock(at)} --> {clock(at + lasts)}\n{sentence}")
            at += lasts
    return "\n\n".join(cues) + "\n"


def clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02}:{rest:06.3f}"


def drawn(number: int, folder: Path) -> Path:
    """A door: closed, then open a little, then wide open with somebody in it."""
    image = Image.new("RGB", SIZE, "#f4efe6")
    pen = ImageDraw.Draw(image)
    pen.rectangle((110, 40, 210, 220), fill="#3b5d7a", outline="#1d2f3f", width=4)
    if number:
        pen.rectangle((114, 44, 206, 218), fill="#ffe9a8")
        pen.polygon(((114, 44), (160 - 20 * number, 60), (160 - 20 * number, 232), (114, 218)), fill="#5d83a3")
    if number > 1:
        pen.ellipse((160, 90, 186, 116), fill="#7a4b2a")
        pen.rounded_rectangle((154, 118, 192, 214), 12, fill="#a8433f")
    else:
        pen.ellipse((192 if not number else 128, 128, 202 if not number else 138, 138), fill="#e2b93b")
    pen.line((0, 221, 320, 221), fill="#1d2f3f", width=3)
    file = folder / f"frame{number}.png"
    image.save(file)
    return file


def bus_stop() -> None:
    """What Denny drew: a stop, rain, and somebody small."""
    image = Image.new("RGB", (640, 480), "#e7eef2")
    pen = ImageDraw.Draw(image)
    for drop in range(60):
        x, y = drop * 97 % 640, drop * 53 % 330
        pen.line((x, y, x - 6, y + 18), fill="#7d9db5", width=3)
    pen.rectangle((0, 380, 640, 480), fill="#9aa08c")
    pen.rectangle((420, 120, 432, 390), fill="#333333")
    pen.rounded_rectangle((370, 90, 482, 170), 10, fill="#c8372d")
    pen.rounded_rectangle((388, 108, 464, 146), 6, fill="#ffffff")
    pen.ellipse((230, 220, 280, 270), fill="#d9a066")
    pen.rounded_rectangle((222, 272, 288, 390), 18, fill="#3d6a4b")
    pen.arc((170, 150, 340, 300), 180, 360, fill="#5a3d7a", width=10)
    image.save(FILES / "bus-stop.webp", quality=80)


def thumb() -> None:
    """What Rosa drew: herself in the dentist's chair, with her thumb up."""
    image = Image.new("RGB", (640, 480), "#eef4f0")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 400, 640, 480), fill="#c9d3c4")
    pen.polygon(((150, 200), (210, 190), (290, 330), (470, 330), (470, 370), (260, 370)), fill="#3b5d7a")
    pen.rectangle((340, 370, 380, 430), fill="#1d2f3f")
    pen.ellipse((190, 110, 270, 190), fill="#d9a066")
    pen.arc((200, 110, 262, 180), 20, 160, fill="#7a2f1d", width=5)
    pen.ellipse((212, 134, 222, 144), fill="#1d2f3f")
    pen.ellipse((240, 134, 250, 144), fill="#1d2f3f")
    pen.rounded_rectangle((270, 296, 500, 332), 16, fill="#3d6a4b")
    pen.rounded_rectangle((212, 190, 300, 330), 30, fill="#a8433f")
    pen.line((285, 230, 380, 200), fill="#a8433f", width=26)
    pen.ellipse((370, 170, 414, 214), fill="#d9a066")
    pen.rounded_rectangle((384, 128, 402, 184), 9, fill="#d9a066")
    pen.ellipse((480, 30, 580, 130), fill="#ffe9a8", outline="#8a7a3a", width=4)
    image.save(FILES / "thumb.webp", quality=80)


def main() -> None:
    FILES.mkdir(exist_ok=True)
    for story in tomllib.loads((HERE / "stories.toml").read_text())["stories"]:
        with tempfile.TemporaryDirectory() as folder:
            if "sound" in story:
                sound(story, Path(folder))
            if "film" in story:
                film(story, Path(folder))
    bus_stop()
    thumb()


if __name__ == "__main__":
    main()
