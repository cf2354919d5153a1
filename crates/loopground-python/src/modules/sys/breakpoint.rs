//! `sys.breakpointhook`: calls what `PYTHONBREAKPOINT` names, `pdb.set_trace` by default.

use crate::object::Value;
use crate::types::native::Args;
use crate::vm::call::text;
use crate::vm::{CallArgs, NativeResult, Vm};

pub(super) fn hook(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = CallArgs::from_parts(args.rest(0), args.keywords(1));
    let vm = vm.clone();
    Vm::future(async move {
        let os = crate::vm::import::import(&vm, "os").await?;
        let environ = vm.get_attribute(&os, &vm.intern("environ")).await?;
        let get = vm.get_attribute(&environ, &vm.names.get.clone()).await?;
        let named = vm.call(&get, [vm.new_str("PYTHONBREAKPOINT")]).await?;
        let named = if named.is_none() {
            String::new()
        } else {
            text(&named)
        };
        let place = match named.as_str() {
            "0" => return Ok(Value::none()),
            "" => "pdb.set_trace",
            other => other,
        };
        let (module, attribute) = place.rsplit_once('.').unwrap_or(("builtins", place));
        let found = match crate::vm::import::import(&vm, module).await {
            Ok(module) => vm.get_attribute_opt(&module, &vm.intern(attribute)).await?,
            Err(raised) if vm.matches(&raised, &vm.types.exceptions.import_error) => None,
            Err(raised) => return Err(raised),
        };
        let Some(found) = found else {
            let message = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{place}\"");
            let warnings = crate::vm::import::import(&vm, "warnings").await?;
            let category = vm.types.exceptions.runtime_warning.to_value();
            let args = [vm.new_str(message), category];
            vm.call_method(&warnings, &vm.intern("warn"), args).await?;
            return Ok(Value::none());
        };
        vm.call(&found, given).await
    })
}
