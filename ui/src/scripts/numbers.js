// Some browsers count Kazakh among their languages and yet write its numbers as in America ("10,000"). Kazakh writes them
// as Russian does ("10 000"); the counters of characters then say so too.

if (/,/.test(new Intl.NumberFormat("kk").format(10_000))) {
  const Known = Intl.NumberFormat;
  Intl.NumberFormat = class extends Known {
    constructor(language, options) {
      super(language === "kk" ? "ru" : language, options);
    }
  };
}
