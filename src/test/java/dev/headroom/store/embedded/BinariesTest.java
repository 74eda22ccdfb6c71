package dev.headroom.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinariesTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /postgres-linux-x86_64.txz",
    "Linux, aarch64, /postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, /postgres-darwin-arm_64.txz",
  })
  void findsTheArchiveOfASystem(String system, String processor, String resource) {
    assertThat(Binaries.resource(system, processor)).isEqualTo(resource);
  }

  @Test
  void saysWhatToDoOnOtherSystems() {
    assertThatThrownBy(() -> Binaries.resource("Windows 11", "amd64"))
        .hasMessageContaining("not on Windows 11; set database.url");
  }
}
