package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.Providers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Options that don't go together, as the provider says that owns them.
final class FaultsTest {

  private static final ConfigFile FILE =
      new ConfigFile(Providers.onClassPath(), _ -> Optional.empty(), ConfigFiles.NOW);

  @Test
  void areToldWithTheirPlaces() {
    assertThat(
            problems(
                """
                accounts:
                  - {id: person, provider: copilot}
                  - {id: good, provider: copilot, organization: acme, key: k}
                  - id: bills
                    provider: copilot
                    organization: acme
                  - {id: more, provider: copilot, enterprise: acme, user: ada, key: "${UNSET:}"}
                """))
        .containsExactly(
            "acme.yaml:4: accounts[2].key: must be set where organization is: no login may read"
                + " bills",
            "acme.yaml:7: accounts[3].key: must be set where enterprise is: no login may read bills",
            "acme.yaml:7: accounts[3].key: must be set where user is: no login may read bills");
  }

  @Test
  void waitUntilEachOptionIsRight() {
    assertThat(
            problems(
                """
                accounts:
                  - {id: bills, provider: copilot, organization: acme, key: [k]}
                """))
        .containsExactly("acme.yaml:2: accounts[0].key: must be one value, was a list");
  }

  private static List<String> problems(String yaml) {
    return switch (FILE.parse("acme.yaml", yaml)) {
      case Loaded.Ready ready -> List.of();
      case Loaded.Broken(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }
}
