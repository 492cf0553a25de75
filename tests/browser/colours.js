// axe reads the words of a colour anew for each element that has it. Read once, they say the same.
(() => {
  const { Color } = axe.commons.color;
  const read = Color.prototype.parseString;
  const known = new Map();
  Color.prototype.parseString = function (words) {
    if (!known.has(words)) {
      const { r, g, b, alpha } = read.call(this, words);
      known.set(words, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(words));
  };
})();
