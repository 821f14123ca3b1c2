use super::*;
use orda_base::Env;
use serde_json::json;

fn letter() -> Message {
    let env = Env::system();
    let id = LetterId::generate(&env);
    Message {
        format: FORMAT.to_owned(),
        id: MessageId::generate(&env),
        kind: MessageKind::Letter,
        from: "000140000012".to_owned(),
        to: "000140000023".to_owned(),
        sent_at: "2026-11-22T03:00:23Z".to_owned(),
        letter: Some(WireLetter {
            id,
            kind: LetterKind::Cover,
            sender: "000140000012".to_owned(),
            receiver: "000140000023".to_owned(),
            number: "2-14/7".to_owned(),
            date: "2026-11-22".to_owned(),
            title: WireText {
                kk: "«Су» туралы".into(), ru: "О <воде> & \"иле\"".into(), en: String::new()
            },
            text: "Жоба: https://portal/drafts/1/v/1\r\nЕкінші жол ]]> \u{1f4dc}\n".to_owned(),
            link: "https://portal/drafts/1/v/1".to_owned(),
            signer: "Ахметов Д. С.".to_owned(),
            signature: Some(WireSignature {
                signer: "Ахметов Д. С.".into(),
                at: "2026-11-22T03:00:23Z".into(),
                digest: "ab".repeat(32),
                cms: "AAAA".into(),
            }),
            in_reply_to: Some(id),
        }),
        registration: None,
        refusal: None,
        reference: None,
    }
}

fn reference() -> Message {
    let name =
        WireText { kk: "Министрлік".into(), ru: "Министерство".into(), en: "Ministry".into() };
    let body = |bin: &str| WireBody {
        bin: bin.to_owned(),
        name: name.clone(),
        short_name: name.clone(),
        kind: "ministry".into(),
        joined: "yes".into(),
    };
    Message {
        kind: MessageKind::Reference,
        from: CENTRE.to_owned(),
        letter: None,
        reference: Some(WireReference {
            version: "7".into(),
            bodies: vec![body("000140000012"), body("000140000023")],
        }),
        ..letter()
    }
}

/// Both forms give back exactly what went in: quotes, brackets, carriage returns, letters of all planes.
#[test]
fn both_forms_say_the_same() {
    for message in [letter(), reference()] {
        for format in Format::ALL {
            let bytes = message.write(format);
            assert_eq!(Message::read(&bytes, format), Ok(message.clone()), "{}", String::from_utf8_lossy(&bytes));
        }
    }
    let ack = Ack::new(letter().id, true, Timestamp::from_seconds(1_795_408_200));
    for format in Format::ALL {
        assert_eq!(Ack::read(&ack.write(format), format), Ok(ack.clone()));
    }
}

/// A message that carries a file is refused as such in both forms, wherever the file is put (385-15-c).
#[test]
fn a_file_is_refused() {
    for name in ["attachments", "file", "Document"] {
        let mut message = serde_json::to_value(letter()).expect("JSON");
        message["letter"][name] = json!([{"name": "draft.docx", "data": "UEsDBA=="}]);
        let bytes = serde_json::to_vec(&message).expect("JSON");
        assert_eq!(Message::read(&bytes, Format::Json), Err(EdmsRefusal::Attachment), "{name}");
        let text = String::from_utf8(letter().write(Format::Xml)).expect("UTF-8");
        let text = text.replace("</letter>", &format!("<{name}>UEsDBA==</{name}></letter>"));
        assert_eq!(Message::read(text.as_bytes(), Format::Xml), Err(EdmsRefusal::Attachment), "{name}");
    }
    // And there is no field for one.
    let text = String::from_utf8(letter().write(Format::Json)).expect("UTF-8");
    assert!(FILES.iter().all(|name| !text.contains(&format!("\"{name}\""))));
}

/// What is not in the schema is refused: other fields, another version, a kind without its part, doctypes, attributes.
#[test]
fn reading_is_strict() {
    let good = serde_json::to_value(letter()).expect("JSON");
    let cases: [(&str, Value); 5] = [
        ("format", json!("orda-edms/2")),
        ("kind", json!("registered")),
        ("colour", json!("red")),
        ("id", json!("no id")),
        ("sent_at", json!(7)),
    ];
    for (field, value) in cases {
        let mut wrong = good.clone();
        wrong[field] = value;
        let bytes = serde_json::to_vec(&wrong).expect("JSON");
        assert!(matches!(Message::read(&bytes, Format::Json), Err(EdmsRefusal::Malformed { .. })), "{field}");
    }
    let text = String::from_utf8(letter().write(Format::Xml)).expect("UTF-8");
    for (from, to) in [
        ("urn:orda:edms:1", "urn:orda:edms:2"),
        ("<message ", "<!DOCTYPE message [<!ENTITY a \"b\">]><message "),
        ("<signer>", "<signer lang=\"kk\">"),
        ("2-14/7", "&a;"),
        ("<number>", "<number>1</number><number>"),
        ("<title>", "<title>x"),
        ("</message>", "</message><message/>"),
        ("</message>", ""),
        ("</letter>", "</lettre>"),
    ] {
        let wrong = text.replacen(from, to, 1);
        assert_ne!(wrong, text, "{from}");
        assert!(matches!(Message::read(wrong.as_bytes(), Format::Xml), Err(EdmsRefusal::Malformed { .. })), "{to}");
    }
    let deep = format!("<message xmlns=\"urn:orda:edms:1\">{}{}</message>", "<a>".repeat(50), "</a>".repeat(50));
    assert!(Message::read(deep.as_bytes(), Format::Xml).is_err());
}

/// The published JSON schema has exactly the fields that are written, and allows no others.
#[test]
fn the_schema_is_what_is_written() {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON");
    for message in [letter(), reference()] {
        let value = serde_json::to_value(&message).expect("JSON");
        fits(&schema, &schema["$defs"]["message"], &value, "message");
    }
    let ack = Ack::new(letter().id, false, Timestamp::from_seconds(0));
    fits(&schema, &schema["$defs"]["acknowledgement"], &serde_json::to_value(ack).expect("JSON"), "acknowledgement");
    for name in ["message", "letter", "registration", "refusal", "reference", "body", "signature", "acknowledgement"] {
        assert_eq!(schema["$defs"][name]["additionalProperties"], json!(false), "{name}");
        assert!(XML_SCHEMA.contains(&format!("name=\"{name}\"")), "{name}");
    }
}

/// As much of JSON Schema as the published one uses.
fn fits(schema: &Value, rule: &Value, value: &Value, place: &str) {
    let rule = match rule["$ref"].as_str() {
        Some(path) => schema.pointer(path.trim_start_matches('#')).expect("a definition"),
        None => rule,
    };
    match value {
        Value::Object(map) => {
            let properties = rule["properties"].as_object().unwrap_or_else(|| panic!("{place} is no object"));
            for required in rule["required"].as_array().into_iter().flatten() {
                assert!(map.contains_key(required.as_str().unwrap_or_default()), "{place}: {required}");
            }
            for (name, inner) in map {
                let property = properties.get(name).unwrap_or_else(|| panic!("{place}.{name} is not in the schema"));
                fits(schema, property, inner, &format!("{place}.{name}"));
            }
        }
        Value::Array(list) => list.iter().for_each(|v| fits(schema, &rule["items"], v, place)),
        Value::String(text) => {
            assert_eq!(rule["type"], "string", "{place}");
            if let Some(choices) = rule["enum"].as_array() {
                assert!(choices.contains(value), "{place}: {text}");
            }
        }
        other => panic!("{place} is {other}"),
    }
}
