//! Many questions about one text, answered in one walk.

use std::borrow::Cow;

use super::keys::KeyIndex;
use super::question::Question;
use super::remove::Rest;
use super::scan::Pair;
use super::value::Value;
use super::walk::{Visitor, walk};
use super::xy::{Coordinates, XyFields};
use crate::kernel::json_path::JsonPath;

/// Questions compiled once a batch, to be answered about each text in one pass.
///
/// ```
/// use maidian_udfs::kernel::attributes::{Question, Reader};
///
/// let reader = Reader::new(&[
///     Question::Value("a".into()),
///     Question::Without(vec!["a".into()]),
/// ]);
/// let mut answers = Vec::new();
/// reader.read(r#"{"a":"1","b":2}"#, &mut answers);
/// assert_eq!(answers, [Some("1".into()), Some(r#"{"b":2}"#.into())]);
/// ```
#[derive(Debug, Clone)]
pub struct Reader {
    /// All names that any question has, each with a number.
    index: KeyIndex,
    /// By a name's number.
    names: Vec<Name>,
    /// The questions of each kind by their places.
    without: Vec<usize>,
    custom: Vec<(usize, Coordinates)>,
    json: Vec<(usize, JsonPath)>,
    is_object: Vec<usize>,
    /// Places of questions that were asked before, with the place of the first.
    repeated: Vec<(usize, usize)>,
    width: usize,
}

/// What a name means to the questions.
#[derive(Debug, Clone, Default)]
struct Name {
    /// Where its value goes.
    place: Option<usize>,
    /// Which of the `json` questions it is.
    json: Option<usize>,
    /// For which of the `without` questions its pairs go, a bit each.
    unwanted: u64,
}

impl Reader {
    /// Questions `without` names that one reader can answer.
    pub const MOST_WITHOUT: usize = 64;

    /// Compiles `questions`; the same may be asked several times. Of those `without` names, all behind the first
    /// [`MOST_WITHOUT`](Self::MOST_WITHOUT) are answered as if they had no names.
    pub fn new(questions: &[Question]) -> Self {
        let mut keys: Vec<&str> = Vec::new();
        for question in questions {
            match question {
                Question::Value(key) | Question::JsonField(key) => keys.push(key),
                Question::Without(unwanted) => keys.extend(unwanted.iter().map(String::as_str)),
                Question::CustomFields(_) | Question::IsObject => {}
            }
        }
        let mut reader = Self {
            index: KeyIndex::new(&keys),
            names: vec![Name::default(); keys.len()],
            without: Vec::new(),
            custom: Vec::new(),
            json: Vec::new(),
            is_object: Vec::new(),
            repeated: Vec::new(),
            width: questions.len(),
        };
        for (place, question) in questions.iter().enumerate() {
            match question {
                Question::Value(key) => match reader.name(key) {
                    Some(name) if name.place.is_none() => name.place = Some(place),
                    Some(Name {
                        place: Some(first), ..
                    }) => {
                        let first = *first;
                        reader.repeated.push((place, first));
                    }
                    _ => {}
                },
                Question::JsonField(key) => reader.add_json(place, key),
                Question::Without(unwanted) => {
                    let bit = 1_u64.checked_shl(u32::try_from(reader.without.len()).unwrap_or(64));
                    for key in unwanted {
                        if let Some(name) = reader.name(key) {
                            name.unwanted |= bit.unwrap_or(0);
                        }
                    }
                    reader.without.push(place);
                }
                Question::CustomFields(coordinates) => reader.custom.push((place, *coordinates)),
                Question::IsObject => reader.is_object.push(place),
            }
        }
        reader
    }

    fn add_json(&mut self, place: usize, key: &str) {
        let number = self.json.len();
        let Some(path) = JsonPath::new(&format!("$.{key}")) else {
            return;
        };
        let Some(name) = self.name(key) else { return };
        if let Some(first) = name.json {
            let first = self.json.get(first).map(|(first, _)| *first);
            self.repeated.extend(first.map(|first| (place, first)));
        } else {
            name.json = Some(number);
            self.json.push((place, path));
        }
    }

    fn name(&mut self, key: &str) -> Option<&mut Name> {
        let number = self.index.find(key)?;
        self.names.get_mut(number)
    }

    /// Puts the answer to each question, in their order, into `answers`, whose earlier content is dropped.
    ///
    /// `None` where a value or custom fields are missing. Broken objects are recovered; of text that is no object there
    /// are no values and no custom fields, and without some names it is the text itself. Never fails; answers that are
    /// parts of the text are borrowed from it.
    pub fn read<'a>(&self, text: &'a str, answers: &mut Vec<Option<Cow<'a, str>>>) {
        answers.clear();
        answers.resize(self.width, None);
        let mut all = All {
            reader: self,
            answers,
            rests: self.without.iter().map(|_| Rest::new(text)).collect(),
            custom: self.custom_fields(),
            json: vec![None; self.json.len()],
            is_broken: false,
        };
        let is_object = walk(text, &mut all);
        let All {
            rests,
            custom,
            json,
            is_broken,
            ..
        } = all;
        for ((place, path), value) in self.json.iter().zip(json) {
            let answer = match value {
                // What is no object to us, or none without damage, may yet be one to Jackson.
                _ if is_broken || !is_object => path.find(text),
                None | Some(Value::Json("null")) => None,
                Some(Value::Text(quoted)) if !quoted.escaped => Some(Cow::Borrowed(quoted.body)),
                Some(_) => path.find(text),
            };
            set(answers, *place, answer);
        }
        for (place, rest) in self.without.iter().zip(rests) {
            set(answers, *place, Some(rest.finish()));
        }
        for ((place, _), fields) in self.custom.iter().zip(custom) {
            set(answers, *place, fields.finish().map(Cow::Owned));
        }
        for place in &self.is_object {
            set(answers, *place, is_object.then_some(Cow::Borrowed("")));
        }
        for (place, first) in &self.repeated {
            let value = answers.get(*first).cloned().flatten();
            set(answers, *place, value);
        }
    }

    fn custom_fields(&self) -> Vec<XyFields> {
        let fields = self.custom.iter();
        fields
            .map(|(_, coordinates)| XyFields::new(*coordinates))
            .collect()
    }
}

fn set<'a>(answers: &mut [Option<Cow<'a, str>>], place: usize, answer: Option<Cow<'a, str>>) {
    if let Some(slot) = answers.get_mut(place) {
        *slot = answer;
    }
}

struct All<'a, 'r> {
    reader: &'r Reader,
    answers: &'r mut [Option<Cow<'a, str>>],
    rests: Vec<Rest<'a>>,
    custom: Vec<XyFields>,
    json: Vec<Option<Value<'a>>>,
    is_broken: bool,
}

impl<'a> Visitor<'a> for All<'a, '_> {
    fn pair(&mut self, pair: Pair<'a>) {
        let number = self.reader.index.find_written(pair.key);
        let name = number.and_then(|number| self.reader.names.get(number));
        if let Some(place) = name.and_then(|name| name.place)
            && let Some(answer) = self.answers.get_mut(place)
        {
            *answer = pair.value.text();
        }
        if let Some(json) = name.and_then(|name| name.json)
            && let Some(value) = self.json.get_mut(json)
        {
            *value = Some(pair.value);
        }
        let mut unwanted = name.map_or(0, |name| name.unwanted);
        for rest in &mut self.rests {
            rest.pair(&pair, unwanted & 1 == 1);
            unwanted >>= 1;
        }
        for fields in &mut self.custom {
            fields.pair(pair);
        }
    }

    fn fragment(&mut self, start: usize, end: usize) {
        for rest in &mut self.rests {
            rest.keep(start, end);
        }
    }

    fn restart(&mut self) {
        self.is_broken = true;
        self.answers.fill(None);
        for rest in &mut self.rests {
            rest.restart();
        }
        for fields in &mut self.custom {
            fields.restart();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::agreement::any_text;
    use super::super::{KeySet, ODS_KEYS, Picker, extract_xy, get, remove};
    use super::*;

    fn questions() -> Vec<Question> {
        let ods = ODS_KEYS.iter().map(ToString::to_string).collect();
        vec![
            Question::Value("a".into()),
            Question::Without(vec!["a".into(), "XY_b".into()]),
            Question::CustomFields(Coordinates::Keep),
            Question::Value("XY_b".into()),
            Question::Value("a".into()),
            Question::Without(ods),
            Question::CustomFields(Coordinates::Drop),
            Question::Without(Vec::new()),
            Question::Value("$ip".into()),
            Question::JsonField("a".into()),
            Question::JsonField("WT_x".into()),
            Question::JsonField("a".into()),
            Question::IsObject,
        ]
    }

    /// Each question by its own function.
    fn alone<'a>(text: &'a str, question: &Question) -> Option<Cow<'a, str>> {
        match question {
            Question::Value(key) => get(text, key),
            Question::Without(keys) => {
                let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                Some(Cow::Owned(remove(text, &KeySet::new(&keys)).into_owned()))
            }
            Question::CustomFields(coordinates) => extract_xy(text, *coordinates).map(Cow::Owned),
            Question::JsonField(key) => JsonPath::new(&format!("$.{key}"))?.find(text),
            Question::IsObject => {
                let is_object = Picker::new(&[]).pick(text, &mut Vec::new());
                is_object.then_some(Cow::Borrowed(""))
            }
        }
    }

    #[test]
    fn more_removals_than_bits_do_not_mix() {
        let questions: Vec<Question> = (0..70)
            .map(|number| Question::Without(vec![format!("k{number}")]))
            .collect();
        let mut answers = Vec::new();
        Reader::new(&questions).read(r#"{"k0":1,"k63":2,"k64":3}"#, &mut answers);
        assert_eq!(answers[0].as_deref(), Some(r#"{"k63":2,"k64":3}"#));
        assert_eq!(answers[63].as_deref(), Some(r#"{"k0":1,"k64":3}"#));
        assert_eq!(answers[64].as_deref(), Some(r#"{"k0":1,"k63":2,"k64":3}"#));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn one_walk_answers_as_each_function_does(text in any_text()) {
            let questions = questions();
            let mut answers = vec![Some(Cow::Borrowed("of the row before"))];
            Reader::new(&questions).read(&text, &mut answers);
            for (question, answer) in questions.iter().zip(&answers) {
                prop_assert_eq!(answer, &alone(&text, question), "{:?} of {}", question, text);
            }
        }
    }
}
