/// How each vendor's API is read. One file per vendor; HTTP, retries and failures are shared.
///
/// Its one rule: what a vendor doesn't tell is absent, never zero. To add a provider:
///
/// 1. a final class `Acme` here with `@AutoService(Provider.class)`, whose profile says all it
///    needs, and whose `models` say what its accounts serve, if that is known;
/// 2. its `poll` sends each [Request] through the [Api], reads the answer with [Json], and puts
///    what may fail alone together with [Parts]; [Pages] and [RateLimitHeaders] do what their names
///    say;
/// 3. recorded answers in `src/test/resources/fixtures/acme/` with a `SOURCE.md` that says whence,
///    and a `routes.json` that says which request gets which (its form: the test package's page);
/// 4. `AcmeTest`, with exact values; `ProviderContractTest` finds the provider by itself;
/// 5. run `mvn test`: nothing else names a provider, so there is nothing else to edit.
@NullMarked
package dev.headroom.provider;

import org.jspecify.annotations.NullMarked;
