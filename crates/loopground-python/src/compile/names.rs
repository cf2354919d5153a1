//! Where `\N{...}` finds characters.
//!
//! The table of names weighs half a megabyte. With the feature `unicode-names` it is compiled in; without it the
//! embedder may supply it with [`set_name_resolver`], and until then `\N{...}` is an error that says so.

pub use unicode_names_hook::Resolver as NameResolver;

/// Sets where names of characters come from. The first call wins; answers whether this was it.
pub fn set_name_resolver(resolver: NameResolver) -> bool {
    unicode_names_hook::set_resolver(resolver)
}

#[cfg(not(feature = "unicode-names"))]
pub(crate) fn install() {}

/// Makes the compiled-in names known to the compiler.
#[cfg(feature = "unicode-names")]
pub(crate) fn install() {
    if !unicode_names_hook::has_resolver() {
        set_name_resolver(NameResolver {
            character: compiled_in::character,
            name: compiled_in::name,
        });
    }
}

#[cfg(feature = "unicode-names")]
mod compiled_in {
    pub(super) fn name(character: char) -> Option<String> {
        unicode_names_data::name(character).map(|name| name.to_string())
    }

    /// The table ignores spaces, underscores and most hyphens; Python ignores only case.
    pub(super) fn character(wanted: &str) -> Option<char> {
        let found = unicode_names_data::character(wanted)?;
        let is_alias = || {
            let name = name(found).unwrap_or_default();
            squeeze(&name) != squeeze(wanted)
        };
        let is_name = || name(found).is_some_and(|name| name.eq_ignore_ascii_case(wanted));
        (is_name() || is_alias()).then_some(found)
    }

    fn squeeze(name: &str) -> String {
        name.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect()
    }
}
