//! Parameter sets, by name and by the identifiers of Russia and of Kazakhstan.

/// A curve with its base point. Sets that other standards name anew are one set here, with several identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParameterSet {
    /// The example of the standard (`id-GostR3410-2001-TestParamSet`). Not for use.
    Test256,
    /// `CryptoPro-A`, exchange set A, `tc26-gost-3410-12-256-paramSetB`; Kazakhstan's GOST 34.310-2004.
    CryptoProA,
    /// `CryptoPro-B`, `tc26-gost-3410-12-256-paramSetC`.
    CryptoProB,
    /// `CryptoPro-C`, exchange set B, `tc26-gost-3410-12-256-paramSetD`.
    CryptoProC,
    /// `tc26-gost-3410-12-256-paramSetA` (a twisted Edwards curve); Kazakhstan's 2015 set of 256 bits.
    Tc26A256,
    /// The example of the standard with 512 bits (`id-tc26-gost-3410-12-512-paramSetTest`). Not for use.
    Test512,
    /// `tc26-gost-3410-12-512-paramSetA`; Kazakhstan's 2015 set of 512 bits.
    Tc26A512,
    /// `tc26-gost-3410-12-512-paramSetB`.
    Tc26B512,
    /// `tc26-gost-3410-12-512-paramSetC` (a twisted Edwards curve).
    Tc26C512,
}

/// Identifiers of sets, dotted.
const IDENTIFIERS: [(&str, ParameterSet); 17] = [
    ("1.2.643.2.2.35.0", ParameterSet::Test256),
    ("1.2.643.2.2.35.1", ParameterSet::CryptoProA),
    ("1.2.643.2.2.35.2", ParameterSet::CryptoProB),
    ("1.2.643.2.2.35.3", ParameterSet::CryptoProC),
    ("1.2.643.2.2.36.0", ParameterSet::CryptoProA),
    ("1.2.643.2.2.36.1", ParameterSet::CryptoProC),
    ("1.2.643.7.1.2.1.1.1", ParameterSet::Tc26A256),
    ("1.2.643.7.1.2.1.1.2", ParameterSet::CryptoProA),
    ("1.2.643.7.1.2.1.1.3", ParameterSet::CryptoProB),
    ("1.2.643.7.1.2.1.1.4", ParameterSet::CryptoProC),
    ("1.2.643.7.1.2.1.2.0", ParameterSet::Test512),
    ("1.2.643.7.1.2.1.2.1", ParameterSet::Tc26A512),
    ("1.2.643.7.1.2.1.2.2", ParameterSet::Tc26B512),
    ("1.2.643.7.1.2.1.2.3", ParameterSet::Tc26C512),
    ("1.2.398.3.10.1.1.1.1.1", ParameterSet::CryptoProA),
    ("1.2.398.3.10.1.1.2.1.1", ParameterSet::Tc26A256),
    ("1.2.398.3.10.1.1.2.2.1", ParameterSet::Tc26A512),
];

impl ParameterSet {
    /// Every set.
    pub const ALL: [Self; 9] = [
        Self::Test256,
        Self::CryptoProA,
        Self::CryptoProB,
        Self::CryptoProC,
        Self::Tc26A256,
        Self::Test512,
        Self::Tc26A512,
        Self::Tc26B512,
        Self::Tc26C512,
    ];

    /// The set with this dotted identifier.
    pub fn from_oid(oid: &str) -> Option<Self> {
        IDENTIFIERS.iter().find(|(known, _)| *known == oid).map(|(_, set)| *set)
    }

    /// Every dotted identifier of the set.
    pub fn oids(self) -> impl Iterator<Item = &'static str> {
        IDENTIFIERS.iter().filter(move |(_, set)| *set == self).map(|(oid, _)| *oid)
    }

    /// Name as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Test256 => "256-test",
            Self::CryptoProA => "256-CryptoPro-A",
            Self::CryptoProB => "256-CryptoPro-B",
            Self::CryptoProC => "256-CryptoPro-C",
            Self::Tc26A256 => "256-A",
            Self::Test512 => "512-test",
            Self::Tc26A512 => "512-A",
            Self::Tc26B512 => "512-B",
            Self::Tc26C512 => "512-C",
        }
    }

    /// Bytes of a coordinate, of a private key and of each half of a signature: 32 or 64.
    pub const fn size(self) -> usize {
        match self {
            Self::Test256 | Self::CryptoProA | Self::CryptoProB | Self::CryptoProC | Self::Tc26A256 => 32,
            Self::Test512 | Self::Tc26A512 | Self::Tc26B512 | Self::Tc26C512 => 64,
        }
    }

    /// Is the set only an example?
    pub const fn is_example(self) -> bool {
        matches!(self, Self::Test256 | Self::Test512)
    }

    pub(crate) const fn numbers(self) -> &'static Numbers {
        match self {
            Self::Test256 => &TEST_256,
            Self::CryptoProA => &CRYPTO_PRO_A,
            Self::CryptoProB => &CRYPTO_PRO_B,
            Self::CryptoProC => &CRYPTO_PRO_C,
            Self::Tc26A256 => &TC26_A_256,
            Self::Test512 => &TEST_512,
            Self::Tc26A512 => &TC26_A_512,
            Self::Tc26B512 => &TC26_B_512,
            Self::Tc26C512 => &TC26_C_512,
        }
    }
}

/// The numbers of a set, hexadecimal: prime, coefficients, order of the subgroup, base point.
pub(crate) struct Numbers {
    pub p: &'static str,
    pub a: &'static str,
    pub b: &'static str,
    pub q: &'static str,
    pub x: &'static str,
    pub y: &'static str,
}

/// RFC 7091, 7.1.
const TEST_256: Numbers = Numbers {
    p: "8000000000000000000000000000000000000000000000000000000000000431",
    a: "7",
    b: "5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E",
    q: "8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3",
    x: "2",
    y: "08E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8",
};

/// RFC 4357, 11.4.
const CRYPTO_PRO_A: Numbers = Numbers {
    p: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD97",
    a: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD94",
    b: "a6",
    q: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6C611070995AD10045841B09B761B893",
    x: "1",
    y: "8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14",
};

/// RFC 4357, 11.4.
const CRYPTO_PRO_B: Numbers = Numbers {
    p: "8000000000000000000000000000000000000000000000000000000000000C99",
    a: "8000000000000000000000000000000000000000000000000000000000000C96",
    b: "3E1AF419A269A5F866A7D3C25C3DF80AE979259373FF2B182F49D4CE7E1BBC8B",
    q: "800000000000000000000000000000015F700CFFF1A624E5E497161BCC8A198F",
    x: "1",
    y: "3FA8124359F96680B83D1C3EB2C070E5C545C9858D03ECFB744BF8D717717EFC",
};

/// RFC 4357, 11.4.
const CRYPTO_PRO_C: Numbers = Numbers {
    p: "9B9F605F5A858107AB1EC85E6B41C8AACF846E86789051D37998F7B9022D759B",
    a: "9B9F605F5A858107AB1EC85E6B41C8AACF846E86789051D37998F7B9022D7598",
    b: "805a",
    q: "9B9F605F5A858107AB1EC85E6B41C8AA582CA3511EDDFB74F02F3A6598980BB9",
    x: "0",
    y: "41ECE55743711A8C3CBF3783CD08C0EE4D4DC440D4641A8F366E550DFDB3BB67",
};

/// RFC 7836, A.2.
const TC26_A_256: Numbers = Numbers {
    p: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD97",
    a: "C2173F1513981673AF4892C23035A27CE25E2013BF95AA33B22C656F277E7335",
    b: "295F9BAE7428ED9CCC20E7C359A9D41A22FCCD9108E17BF7BA9337A6F8AE9513",
    q: "400000000000000000000000000000000FD8CDDFC87B6635C115AF556C360C67",
    x: "91E38443A5E82C0D880923425712B2BB658B9196932E02C78B2582FE742DAA28",
    y: "32879423AB1A0375895786C4BB46E9565FDE0B5344766740AF268ADB32322E5C",
};

/// GOST R 34.10-2012, A.2.
const TEST_512: Numbers = Numbers {
    p: "4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15D\
        F1D852741AF4704A0458047E80E4546D35B8336FAC224DD81664BBF528BE6373",
    a: "7",
    b: "1CFF0806A31116DA29D8CFA54E57EB748BC5F377E49400FDD788B649ECA1AC43\
        61834013B2AD7322480A89CA58E0CF74BC9E540C2ADD6897FAD0A3084F302ADC",
    q: "4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15D\
        A82F2D7ECB1DBAC719905C5EECC423F1D86E25EDBE23C595D644AAF187E6E6DF",
    x: "24D19CC64572EE30F396BF6EBBFD7A6C5213B3B3D7057CC825F91093A68CD762\
        FD60611262CD838DC6B60AA7EEE804E28BC849977FAC33B4B530F1B120248A9A",
    y: "2BB312A43BD2CE6E0D020613C857ACDDCFBF061E91E5F2C3F32447C259F39B2C\
        83AB156D77F1496BF7EB3351E1EE4E43DC1A18B91B24640B6DBB92CB1ADD371E",
};

/// RFC 7836, A.1.
const TC26_A_512: Numbers = Numbers {
    p: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
        FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFDC7",
    a: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
        FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFDC4",
    b: "E8C2505DEDFC86DDC1BD0B2B6667F1DA34B82574761CB0E879BD081CFD0B6265\
        EE3CB090F30D27614CB4574010DA90DD862EF9D4EBEE4761503190785A71C760",
    q: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
        27E69532F48D89116FF22B8D4E0560609B4B38ABFAD2B85DCACDB1411F10B275",
    x: "3",
    y: "7503CFE87A836AE3A61B8816E25450E6CE5E1C93ACF1ABC1778064FDCBEFA921\
        DF1626BE4FD036E93D75E6A50E3A41E98028FE5FC235F5B889A589CB5215F2A4",
};

/// RFC 7836, A.1.
const TC26_B_512: Numbers = Numbers {
    p: "8000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000006F",
    a: "8000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000006C",
    b: "687D1B459DC841457E3E06CF6F5E2517B97C7D614AF138BCBF85DC806C4B289F\
        3E965D2DB1416D217F8B276FAD1AB69C50F78BEE1FA3106EFB8CCBC7C5140116",
    q: "8000000000000000000000000000000000000000000000000000000000000001\
        49A1EC142565A545ACFDB77BD9D40CFA8B996712101BEA0EC6346C54374F25BD",
    x: "2",
    y: "1A8F7EDA389B094C2C071E3647A8940F3C123B697578C213BE6DD9E6C8EC7335\
        DCB228FD1EDF4A39152CBCAAF8C0398828041055F94CEEEC7E21340780FE41BD",
};

/// RFC 7836, A.1.
const TC26_C_512: Numbers = Numbers {
    p: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
        FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFDC7",
    a: "DC9203E514A721875485A529D2C722FB187BC8980EB866644DE41C68E1430645\
        46E861C0E2C9EDD92ADE71F46FCF50FF2AD97F951FDA9F2A2EB6546F39689BD3",
    b: "B4C4EE28CEBC6C2C8AC12952CF37F16AC7EFB6A9F69F4B57FFDA2E4F0DE5ADE0\
        38CBC2FFF719D2C18DE0284B8BFEF3B52B8CC7A5F5BF0A3C8D2319A5312557E1",
    q: "3FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
        C98CDBA46506AB004C33A9FF5147502CC8EDA9E7A769A12694623CEF47F023ED",
    x: "E2E31EDFC23DE7BDEBE241CE593EF5DE2295B7A9CBAEF021D385F7074CEA043A\
        A27272A7AE602BF2A7B9033DB9ED3610C6FB85487EAE97AAC5BC7928C1950148",
    y: "F5CE40D95B5EB899ABBCCFF5911CB8577939804D6527378B8C108C3D2090FF9B\
        E18E2D33E3021ED2EF32D85822423B6304F726AA854BAE07D0396E9A9ADDC40F",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Field, Montgomery};
    use crate::limbs::from_hex;

    /// The same curve in the form of Edwards, `e·u² + v² = 1 + d·u²·v²`, as RFC 7836 writes it; `e` is one.
    struct Edwards {
        d: &'static str,
        u: &'static str,
        v: &'static str,
    }

    /// RFC 7836, 5.2: the coefficients and the base point that follow from those of the Edwards form.
    fn agrees<const N: usize>(numbers: &Numbers, edwards: &Edwards) {
        let f = Montgomery::<N>::new(from_hex(numbers.p));
        let element = |text| f.enter(&from_hex::<N>(text));
        let small = |n: u64| (0..n).fold([0; N], |sum, _| f.add(&sum, &f.one()));
        let over = |a: &[u64; N], b: &[u64; N]| f.mul(a, &f.invert(b));
        let (d, u, v) = (element(edwards.d), element(edwards.u), element(edwards.v));
        let s = over(&f.sub(&f.one(), &d), &small(4));
        let t = over(&f.add(&f.one(), &d), &small(6));
        let a = f.sub(&f.sqr(&s), &f.mul(&small(3), &f.sqr(&t)));
        let b = f.sub(&f.mul(&small(2), &f.mul(&t, &f.sqr(&t))), &f.mul(&t, &f.sqr(&s)));
        let y = over(&f.mul(&s, &f.add(&f.one(), &v)), &f.mul(&f.sub(&f.one(), &v), &u));
        let x = f.add(&over(&f.mul(&s, &f.add(&f.one(), &v)), &f.sub(&f.one(), &v)), &t);
        for (of_edwards, number) in [(a, numbers.a), (b, numbers.b), (x, numbers.x), (y, numbers.y)] {
            assert_eq!(f.leave(&of_edwards), from_hex::<N>(number));
        }
    }

    /// Both twisted Edwards curves of RFC 7836 are those in the table.
    #[test]
    fn edwards_forms_agree() {
        agrees::<4>(
            &TC26_A_256,
            &Edwards {
                d: "0605F6B7C183FA81578BC39CFAD518132B9DF62897009AF7E522C32D6DC7BFFB",
                u: "0D",
                v: "60CA1E32AA475B348488C38FAB07649CE7EF8DBE87F22E81F92B2592DBA300E7",
            },
        );
        agrees::<8>(
            &TC26_C_512,
            &Edwards {
                d: "9E4F5D8C017D8D9F13A5CF3CDF5BFE4DAB402D54198E31EBDE28A0621050439C\
                    A6B39E0A515C06B304E2CE43E79E369E91A0CFC2BC2A22B4CA302DBB33EE7550",
                u: "12",
                v: "469AF79D1FB1F5E16B99592B77A01E2A0FDFB0D01794368D9A56117F7B386695\
                    22DD4B650CF789EEBF068C5D139732F0905622C04B2BAAE7600303EE73001A3D",
            },
        );
    }
}
