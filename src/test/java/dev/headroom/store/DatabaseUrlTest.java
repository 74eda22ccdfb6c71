package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseUrlTest {

  @Test
  void readsTheFormThatHostsGive() {
    assertThat(
            DatabaseUrl.parse("postgres://ada:p%40ss%2Fw+rd@db.example:6432/head?sslmode=require"))
        .isEqualTo(
            new DatabaseUrl(
                "jdbc:postgresql://db.example:6432/head?sslmode=require",
                Optional.of("ada"),
                Optional.of(new Secret("p@ss/w+rd"))));
  }

  @Test
  void takesTheLoginOutOfAJdbcUrl() {
    assertThat(
            DatabaseUrl.parse(
                "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres&password=s3cret&ssl=true"))
        .isEqualTo(
            new DatabaseUrl(
                "jdbc:postgresql://127.0.0.1:5432/postgres?ssl=true",
                Optional.of("postgres"),
                Optional.of(new Secret("s3cret"))));
  }

  @Test
  void givesLibpqParametersTheirNamesInTheDriver() {
    assertThat(DatabaseUrl.parse("postgresql://h/n?connect_timeout=5").jdbcUrl())
        .isEqualTo("jdbc:postgresql://h/n?connectTimeout=5");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://ada:hunter2@h/n, was mysql://…",
    "ada:hunter2, was without ://",
    "postgres://ada:hunter2@/n, was without a host",
    "postgres://ada:hunter2@h, was without a database name",
    "postgres://ada:hunter2@h/, was without a database name",
    "postgres://ada:hunter2%@h/n, must be followed by two hex digits",
  })
  void saysWhatMustHoldWithoutThePassword(String text, String words) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("database.url: ")
        .hasMessageContaining(words)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void showsThePlaceOnly() {
    assertThat(DatabaseUrl.parse("postgres://ada:hunter2@db.example:6432/head?sslmode=require"))
        .hasToString("db.example:6432/head");
  }
}
