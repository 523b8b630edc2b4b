//! The names of months and of the days of the week, as dates are written with them.

/// Names of months, each with its number. English, Romanian, Russian and Ukrainian, the latter two also in the genitive;
/// German, French, Spanish, Italian, Portuguese, Dutch and Polish.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ianuarie", "ian", "январь", "января", "янв", "січень", "січня", "januar", "jänner", "janvier",
      "enero", "ene", "gennaio", "gen", "janeiro", "januari", "styczeń", "stycznia"],
    &["february", "feb", "februarie", "февраль", "февраля", "фев", "февр", "лютий", "лютого", "februar", "février",
      "febrero", "febbraio", "fevereiro", "fev", "februari", "luty", "lutego"],
    &["march", "mar", "martie", "март", "марта", "мар", "березень", "березня", "märz", "mars", "marzo", "março",
      "maart", "marzec", "marca"],
    &["april", "apr", "aprilie", "апрель", "апреля", "апр", "квітень", "квітня", "avril", "abril", "abr", "aprile",
      "kwiecień", "kwietnia"],
    &["may", "mai", "май", "мая", "травень", "травня", "mayo", "maggio", "maio", "mei", "maj", "maja"],
    &["june", "jun", "iunie", "iun", "июнь", "июня", "июн", "червень", "червня", "juni", "juin", "junio", "giugno",
      "junho", "czerwiec", "czerwca"],
    &["july", "jul", "iulie", "iul", "июль", "июля", "июл", "липень", "липня", "juli", "juillet", "julio", "luglio",
      "julho", "lipiec", "lipca"],
    &["august", "aug", "август", "августа", "авг", "серпень", "серпня", "août", "agosto", "augustus", "sierpień",
      "sierpnia"],
    &["september", "sep", "sept", "septembrie", "сентябрь", "сентября", "сен", "сент", "вересень", "вересня",
      "septembre", "septiembre", "settembre", "setembro", "wrzesień", "września"],
    &["october", "oct", "octombrie", "октябрь", "октября", "окт", "жовтень", "жовтня", "oktober", "okt", "octobre",
      "octubre", "ottobre", "outubro", "październik", "października"],
    &["november", "nov", "noiembrie", "noi", "ноябрь", "ноября", "ноя", "нояб", "листопад", "листопада", "novembre",
      "noviembre", "novembro"],
    &["december", "dec", "decembrie", "декабрь", "декабря", "дек", "грудень", "грудня", "dezember", "dez", "décembre",
      "diciembre", "dic", "dicembre", "dezembro", "grudzień", "grudnia"],
];

#[rustfmt::skip]
pub(super) const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "sun", "luni", "marți", "marţi", "marti", "miercuri", "joi",
    "vineri", "sâmbătă", "sîmbătă", "sambata", "duminică", "duminica", "понедельник", "вторник", "среда",
    "четверг", "пятница", "суббота", "воскресенье", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понеділок",
    "вівторок", "середа", "четвер", "п'ятниця", "п’ятниця", "субота", "неділя", "нд", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "lundi", "mardi", "mercredi",
    "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado",
    "domingo", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
];

/// The number of the month that has this name, in small letters.
pub(super) fn month_number(name: &str) -> Option<u32> {
    let index = MONTHS.iter().position(|names| names.contains(&name))?;
    u32::try_from(index + 1).ok()
}
