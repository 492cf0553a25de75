// Records a voice.
const box = document.querySelector("[data-record]"), [press, refused] = box.children, media = navigator.mediaDevices;
const mimeType = ["audio/webm", "audio/mp4"].find((one) => MediaRecorder.isTypeSupported(one));
let tape;
box.hidden = !media || !mimeType;
press.onclick = async () => {
  if (tape) return tape.stop();
  press.disabled = true;
  const sound = await media.getUserMedia({ audio: true }).catch(() => null), kept = new DataTransfer();
  press.disabled = false;
  refused.hidden = !!sound;
  if (!sound) return;
  tape = new MediaRecorder(sound, { mimeType });
  tape.ondataavailable = ({ data }) => {
    kept.items.add(new File([data], "me"));
    id_file.files = kept.files;
    sound.getTracks()[0].stop();
    box.textContent = press.dataset.done;
  };
  tape.start();
  press.textContent = press.dataset.stop;
};
