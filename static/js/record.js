// Records a voice or a film, to be played before it is sent. Without this script a file is brought.
const box = document.querySelector("[data-record]"), buttons = [...box.querySelectorAll("button")];
const players = box.querySelectorAll("audio, video");
const media = navigator.mediaDevices, says = box.querySelector("[role=status]");
const typeOf = (kind) => [`${kind}/webm`, `${kind}/mp4`].find((one) => window.MediaRecorder?.isTypeSupported(one));
let tape, unsent;

// While one is recorded the other waits, its button stops it, and what was recorded before is not heard.
function mark(button, words, told) {
  for (const one of players) one.hidden = true;
  for (const one of buttons) one.parentElement.hidden = !typeOf(one.value) || (tape && one !== button);
  button.textContent = words;
  says.textContent = told;
}

const show = (kind, facts) => Object.assign(box.querySelector(kind), { hidden: false, srcObject: null, ...facts });

// An hour fits into a file of 50 megabytes only where little is kept of each second.
function begin(button, stream) {
  const { stop, now, again, done, minutes } = button.dataset, kind = button.value, kept = new DataTransfer();
  tape = new MediaRecorder(stream, { mimeType: typeOf(kind), audioBitsPerSecond: 64e3, videoBitsPerSecond: 9e5 });
  const end = setTimeout(() => tape.stop(), minutes * 60_000);
  tape.ondataavailable = ({ data }) => {
    clearTimeout(end);
    for (const track of stream.getTracks()) track.stop();
    kept.items.add(new File([data], "me"));
    id_file.files = kept.files;
    tape = null;
    unsent = true;
    mark(button, again, done);
    show(kind, { src: URL.createObjectURL(data), muted: false, controls: true });
  };
  tape.start();
  mark(button, stop, now);
  if (kind === "video") show(kind, { srcObject: stream, muted: true, controls: false }).play();
}

async function ask(button) {
  const { none, refused } = button.dataset;
  button.disabled = true;
  try {
    begin(button, await media.getUserMedia({ audio: true, video: button.value === "video" && { width: 640 } }));
  } catch (fault) {
    says.textContent = fault.name === "NotFoundError" ? none : refused;
  }
  button.disabled = false;
}

for (const button of buttons) {
  button.parentElement.hidden = !typeOf(button.value);
  button.onclick = () => (tape ? tape.stop() : ask(button));
}
box.hidden = !media || buttons.every((one) => one.parentElement.hidden);
// What is being recorded is not sent unseen, nor lost because of a tick that is missing.
box.closest("form").addEventListener("submit", (event) => {
  if (tape || (unsent && !id_agreed.checked)) {
    event.preventDefault();
    if (tape) return tape.stop();
    says.textContent = box.dataset.agree;
    id_agreed.focus();
  } else unsent = false;
});
// Whoever goes on without sending it is asked by the browser first.
addEventListener("beforeunload", (event) => (tape || unsent) && event.preventDefault());
