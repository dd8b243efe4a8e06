//! Many questions about one text, answered in one walk.

use std::borrow::Cow;

use super::answers::Answers;
use super::exposure::ExposureObject;
use super::keys::KeyIndex;
use super::question::Question;
use super::remove::Rest;
use super::scan::Pair;
use super::value::Value;
use super::walk::{Visitor, walk};
use super::xy::{Coordinates, XyFields};
use crate::kernel::json_path::{self, JsonPath, json_tuple};

/// Questions compiled once a batch, to be answered about each text in one pass.
///
/// ```
/// use maidian_udfs::kernel::attributes::{Answers, Question, Reader};
///
/// let reader = Reader::new(&[
///     Question::Value("a".into()),
///     Question::Without(vec!["a".into()]),
/// ]);
/// let mut answers = Answers::default();
/// reader.read(r#"{"a":"1","b":2}"#, &mut answers);
/// assert_eq!(*answers, [Some("1".into()), Some(r#"{"b":2}"#.into())]);
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
    json: Vec<(usize, Strict)>,
    exposures: Vec<usize>,
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
    /// Which of the `json` questions ask for it, by `get_json_object` and by `json_tuple`.
    json: [Option<usize>; 2],
    /// For which of the `without` questions its pairs go, a bit each.
    unwanted: u64,
}

/// A question about a value of an object that Jackson takes.
#[derive(Debug, Clone)]
enum Strict {
    Path(JsonPath),
    Tuple(String),
}

impl Strict {
    /// The answer by its own walk over the text.
    fn find<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        match self {
            Self::Path(path) => path.find(text),
            Self::Tuple(key) => json_tuple(text, &[Some(key)]).pop()?,
        }
    }
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
                Question::Value(key) | Question::JsonField(key) | Question::TupleField(key) => {
                    keys.push(key);
                }
                Question::Without(unwanted) => keys.extend(unwanted.iter().map(String::as_str)),
                Question::CustomFields(_) | Question::Exposures | Question::IsObject => {}
            }
        }
        let mut reader = Self {
            index: KeyIndex::new(&keys),
            names: vec![Name::default(); keys.len()],
            without: Vec::new(),
            custom: Vec::new(),
            json: Vec::new(),
            exposures: Vec::new(),
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
                Question::JsonField(key) => {
                    if let Some(path) = JsonPath::new(&format!("$.{key}")) {
                        reader.add_json(place, key, Strict::Path(path));
                    }
                }
                Question::TupleField(key) => {
                    reader.add_json(place, key, Strict::Tuple(key.clone()));
                }
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
                Question::Exposures => reader.exposures.push(place),
                Question::IsObject => reader.is_object.push(place),
            }
        }
        reader
    }

    fn add_json(&mut self, place: usize, key: &str, question: Strict) {
        let number = self.json.len();
        let Some(name) = self.name(key) else { return };
        let [by_path, by_tuple] = &mut name.json;
        let asked = match question {
            Strict::Path(_) => by_path,
            Strict::Tuple(_) => by_tuple,
        };
        if let Some(first) = *asked {
            let first = self.json.get(first).map(|(first, _)| *first);
            self.repeated.extend(first.map(|first| (place, first)));
        } else {
            *asked = Some(number);
            self.json.push((place, question));
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
    pub fn read<'a>(&self, text: &'a str, answers: &mut Answers<'a>) {
        answers.reset(self.width);
        let mut all = All {
            reader: self,
            answers,
            rests: self.without.iter().map(|_| Rest::new(text)).collect(),
            custom: self.custom_fields(),
            json: vec![None; self.json.len()],
            exposures: (!self.exposures.is_empty()).then(ExposureObject::default),
            is_broken: false,
        };
        let is_object = walk(text, &mut all);
        let All {
            rests,
            custom,
            json,
            exposures,
            is_broken,
            ..
        } = all;
        for ((place, question), value) in self.json.iter().zip(json) {
            let answer = match value {
                // What is no object to us, or none without damage, may yet be one to Jackson.
                _ if is_broken || !is_object => question.find(text),
                None => None,
                Some(Value::Text(quoted)) => {
                    Some(json_path::shown_string(quoted.body, quoted.escaped))
                }
                Some(Value::Json(json)) => json_path::shown(json),
            };
            answers.set(*place, answer);
        }
        for (place, rest) in self.without.iter().zip(rests) {
            answers.set(*place, Some(rest.finish()));
        }
        for ((place, _), fields) in self.custom.iter().zip(custom) {
            answers.set(*place, fields.finish().map(Cow::Owned));
        }
        if let Some(items) = exposures.filter(|_| is_object).map(ExposureObject::finish) {
            for place in &self.exposures {
                answers.set(*place, Some(items.clone()));
            }
        }
        for place in &self.is_object {
            answers.set(*place, is_object.then_some(Cow::Borrowed("")));
        }
        for (place, first) in &self.repeated {
            let value = answers.get(*first).cloned().flatten();
            answers.set(*place, value);
        }
    }

    fn custom_fields(&self) -> Vec<XyFields> {
        let fields = self.custom.iter();
        fields
            .map(|(_, coordinates)| XyFields::new(*coordinates))
            .collect()
    }
}

struct All<'a, 'r> {
    reader: &'r Reader,
    answers: &'r mut Answers<'a>,
    rests: Vec<Rest<'a>>,
    custom: Vec<XyFields>,
    json: Vec<Option<Value<'a>>>,
    exposures: Option<ExposureObject>,
    is_broken: bool,
}

impl<'a> Visitor<'a> for All<'a, '_> {
    fn pair(&mut self, pair: Pair<'a>) {
        let number = self.reader.index.find_written(pair.key);
        let name = number.and_then(|number| self.reader.names.get(number));
        if let Some(place) = name.and_then(|name| name.place) {
            self.answers.set(place, pair.value.text());
        }
        for json in name.map(|name| name.json).iter().flatten().flatten() {
            if let Some(value) = self.json.get_mut(*json) {
                *value = Some(pair.value);
            }
        }
        let mut unwanted = name.map_or(0, |name| name.unwanted);
        for rest in &mut self.rests {
            rest.pair(&pair, unwanted & 1 == 1);
            unwanted >>= 1;
        }
        for fields in &mut self.custom {
            fields.pair(pair);
        }
        if let Some(items) = &mut self.exposures {
            items.pair(pair);
        }
    }

    fn fragment(&mut self, start: usize, end: usize) {
        for rest in &mut self.rests {
            rest.keep(start, end);
        }
    }

    fn restart(&mut self) {
        self.is_broken = true;
        self.answers.clear();
        for rest in &mut self.rests {
            rest.restart();
        }
        for fields in &mut self.custom {
            fields.restart();
        }
        if let Some(items) = &mut self.exposures {
            items.restart();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::agreement::any_text;
    use super::super::{KeySet, ODS_KEYS, Picker, exposure_items, extract_xy, get, remove};
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
            Question::TupleField("a".into()),
            Question::TupleField("XY_b".into()),
            Question::TupleField("$ip".into()),
            Question::TupleField("a".into()),
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
            Question::TupleField(key) => json_tuple(text, &[Some(key)]).pop()?,
            Question::Exposures => None,
            Question::IsObject => {
                let is_object = Picker::new(&[]).pick(text, &mut Answers::default());
                is_object.then_some(Cow::Borrowed(""))
            }
        }
    }

    #[test]
    fn exposed_items_come_as_an_object_of_their_own() {
        let text =
            r#"{"a":1,"P00000090723":{"b":"c"},"P1":"{}","P00000090724":"d","P00000090725":null}"#;
        let mut answers = Answers::default();
        let reader = Reader::new(&[Question::Exposures, Question::Exposures]);
        reader.read(text, &mut answers);
        let items = r#"{"P00000090723":"{\"b\":\"c\"}","P00000090724":"d"}"#;
        assert_eq!(*answers, [Some(items.into()), Some(items.into())]);
        reader.read("{}", &mut answers);
        assert_eq!(*answers, [Some("{}".into()), Some("{}".into())]);
        reader.read("[]", &mut answers);
        assert_eq!(*answers, [None, None]);
    }

    #[test]
    fn more_removals_than_bits_do_not_mix() {
        let questions: Vec<Question> = (0..70)
            .map(|number| Question::Without(vec![format!("k{number}")]))
            .collect();
        let mut answers = Answers::default();
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
            let mut answers = Answers::default();
            Reader::new(&questions).read(r#"{"a":"of the row before"}"#, &mut answers);
            Reader::new(&questions).read(&text, &mut answers);
            for (question, answer) in questions.iter().zip(answers.iter()) {
                prop_assert_eq!(answer, &alone(&text, question), "{:?} of {}", question, text);
            }
        }

        #[test]
        fn exposed_items_are_those_of_the_whole_text(text in any_text(), item in any_text()) {
            let quoted = serde_json::Value::from(item.as_str()).to_string();
            let text = text
                .replace("\"a\"", "\"P00000000001\"")
                .replace("\"b\":", &format!("\"P00000000002\":{item},\"P00000000003\":{quoted},\"b\":"));
            let mut answers = Answers::default();
            Reader::new(&[Question::Exposures, Question::Value("XY_b".into())]).read(&text, &mut answers);
            let items = answers[0].as_deref().map(exposure_items);
            prop_assert_eq!(items, exposure_items(&text).map(Some), "{}", text);
        }
    }
}
