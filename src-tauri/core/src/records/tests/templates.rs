//! Templates of one's own, and fields that go and come back.

use super::super::{checked, returned};
use super::template;
use crate::rows::{FieldRow, FieldType, TemplateRow};
use crate::{Refusal, Sentence};

#[test]
fn a_template_of_ones_own_is_checked() {
    let own = |change: &dyn Fn(&mut TemplateRow)| {
        let mut own = TemplateRow { key: String::new(), ..template("iklan") };
        change(&mut own);
        checked(&own)
    };
    let made = own(&|own| own.name = Sentence::new(" Iklan radio ", "")).unwrap();
    assert_eq!((made.key.as_str(), made.name.en.as_str()), ("iklan-radio", "Iklan radio"));
    let code = |made: Result<TemplateRow, Refusal>| made.unwrap_err().code;
    assert_eq!(code(own(&|own| own.name = Sentence::new(" ", ""))), "template_name");
    assert_eq!(code(own(&|own| own.fields.clear())), "template_fields");
    assert_eq!(code(own(&|own| own.fields[1].key = "cost".into())), "field_twice");
    assert_eq!(
        code(own(&|own| own.fields[1].name = Sentence::new("biaya", "Spent"))),
        "field_twice",
        "nobody could tell them apart"
    );
    assert_eq!(code(own(&|own| own.fields[0].choices.truncate(1))), "field_choices");
    assert_eq!(code(own(&|own| own.fields[5].at_most = "campaign".into())), "field_at_most");
    assert_eq!(code(own(&|own| own.fields[5].at_most = "clicks".into())), "field_at_most");
    assert_eq!(code(own(&|own| (own.fields[2].min, own.fields[2].max) = (Some(9), Some(1)))), "field_bounds");
    let day =
        |own: &mut TemplateRow| (own.fields[1].key, own.fields[1].name) = (String::new(), Sentence::new("Day", ""));
    assert_eq!(code(own(&day)), "field_name");
}

/// A template whose fields were changed, as it would be kept.
fn changed(old: &TemplateRow, past: &[FieldRow], change: &dyn Fn(&mut Vec<FieldRow>)) -> Result<TemplateRow, Refusal> {
    let mut typed = old.clone();
    change(&mut typed.fields);
    checked(&returned(&typed, old, past)?)
}

fn added(name: &str, kind: FieldType) -> FieldRow {
    super::built_in::field("", kind, name, name)
}

#[test]
fn a_word_that_comes_back_is_of_the_kind_that_it_was() {
    let old = template("kunjungan");
    let without = changed(&old, &old.fields, &|fields| fields.retain(|field| field.key != "seconds")).unwrap();
    let past = [without.fields.clone(), old.fields.clone()].concat();
    for name in ["seconds", "Seconds"] {
        let refused = changed(&without, &past, &|fields| fields.push(added(name, FieldType::Money))).unwrap_err();
        assert_eq!(refused.code, "field_kind");
        assert!(refused.message.id.contains("dulu berjenis angka"), "{refused:?}");
        assert!(refused.message.id.contains("seconds2") && refused.message.en.contains("seconds2"), "{refused:?}");
    }
    assert!(changed(&without, &past, &|fields| fields.push(added("seconds2", FieldType::Money))).is_ok());
    let in_place = changed(&old, &old.fields, &|fields| fields[5].kind = FieldType::Money).unwrap_err();
    assert_eq!(in_place.code, "field_kind", "nor may it change where it stands");
}

#[test]
fn a_field_that_comes_back_is_what_it_was() {
    let old = template("ulasan");
    let without = changed(&old, &old.fields, &|fields| fields.retain(|field| field.key != "stars")).unwrap();
    let past = [without.fields.clone(), old.fields.clone()].concat();
    for name in ["stars", "Bintang", "Stars"] {
        let back = changed(&without, &past, &|fields| fields.push(added(name, FieldType::Number))).unwrap();
        assert_eq!(back.fields.last(), old.fields.first(), "{name}");
    }
    let at_once = changed(&old, &old.fields, &|fields| {
        fields.remove(0);
        fields.push(added("stars", FieldType::Number));
    });
    assert_eq!(at_once.unwrap().fields.last(), old.fields.first(), "taken out and added in one go");
    let again = changed(&old, &old.fields, &|fields| fields.push(added("stars", FieldType::Money)));
    assert_eq!(again.unwrap_err().code, "field_twice");
    let by_word = FieldRow { key: "stars".into(), ..added("Nilai", FieldType::Number) };
    let back = changed(&without, &past, &|fields| fields.push(by_word.clone())).unwrap();
    let stars = back.field("stars").unwrap();
    assert_eq!((stars.max, stars.name.id.as_str(), stars.logged), (Some(5), "Nilai", old.fields[0].logged));
    let said =
        |fields: &mut Vec<FieldRow>| fields.push(FieldRow { max: Some(10), ..added("stars", FieldType::Number) });
    let back = changed(&without, &past, &said).unwrap();
    assert_eq!(
        back.field("stars").map(|field| (field.min, field.max)),
        Some((Some(1), Some(10))),
        "what is said is so"
    );
    // Its choices too.
    let old = template("komplain");
    let without = changed(&old, &old.fields, &|fields| fields.retain(|field| field.key != "kind")).unwrap();
    let past = [without.fields.clone(), old.fields.clone()].concat();
    let back = changed(&without, &past, &|fields| fields.push(added("Tentang", FieldType::Choice))).unwrap();
    assert_eq!(back.field("kind"), old.field("kind"));
}

#[test]
fn a_link_that_is_taken_out_leaves_the_chain_whole() {
    let old = template("kunjungan");
    let drop = |key: &'static str| {
        move |fields: &mut Vec<FieldRow>| {
            fields.retain(|field| field.key != key);
            // As both doors do.
            fields.iter_mut().filter(|field| field.at_most == key).for_each(|field| field.at_most.clear());
        }
    };
    let above = |template: &TemplateRow| template.field("orders").unwrap().at_most.clone();
    let one = changed(&old, &old.fields, &drop("checkouts")).unwrap();
    assert_eq!(above(&one), "carts");
    let past = [one.fields.clone(), old.fields.clone()].concat();
    let two = changed(&one, &past, &drop("carts")).unwrap();
    assert_eq!(above(&two), "sessions");
    let past = [two.fields.clone(), past].concat();
    let back = changed(&two, &past, &|fields| fields.push(added("checkouts", FieldType::Number))).unwrap();
    assert_eq!((above(&back).as_str(), back.field("checkouts").unwrap().at_most.as_str()), ("checkouts", "sessions"));
    assert_eq!(above(&changed(&two, &past, &drop("sessions")).unwrap()), "");
}
