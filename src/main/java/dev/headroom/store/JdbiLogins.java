package dev.headroom.store;

import dev.headroom.provider.ApiException;
import dev.headroom.provider.Grant;
import dev.headroom.provider.Logins;
import dev.headroom.secret.Secret;
import dev.headroom.secret.Vault;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.view.Views.Unavailable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Logins in the database, encrypted. Refreshing holds the account's lock until the new tokens are
/// committed, so that no replica uses a refresh token twice.
public final class JdbiLogins implements Logins {

  private final Database database;
  private final Vault vault;

  public JdbiLogins(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public Secret accessToken(
      String account,
      Optional<Secret> seed,
      Optional<Secret> refused,
      Instant now,
      Function<Secret, Grant> refresh) {
    try {
      return database.transaction(handle -> token(handle, account, seed, refused, now, refresh));
    } catch (Vault.WrongKey e) {
      throw ApiException.of(Kind.AUTH, String.valueOf(e.getMessage()));
    } catch (Unavailable e) {
      throw ApiException.of(Kind.UNREACHABLE, "its login waits: " + e.getMessage(), e);
    }
  }

  @Override
  public void store(String account, Grant grant) {
    var refreshToken = grant.refreshToken().orElse(grant.accessToken());
    database.transaction(handle -> {
      lock(handle, account);
      save(handle, account, Optional.empty(), refreshToken, grant, Instant.EPOCH);
      return account;
    });
  }

  private Secret token(
      Handle handle,
      String account,
      Optional<Secret> seed,
      Optional<Secret> refused,
      Instant now,
      Function<Secret, Grant> refresh) {
    lock(handle, account);
    var login = find(handle, account).filter(stored -> stored.beganWith(seed));
    var usable = login.flatMap(stored -> stored.usable(now, refused));
    if (usable.isPresent()) {
      return usable.get();
    }
    var refreshToken =
        login.map(Login::refreshToken).or(() -> seed).orElseThrow(() -> missing(account));
    var grant = refresh.apply(refreshToken);
    save(handle, account, seed, grant.refreshToken().orElse(refreshToken), grant, now);
    return grant.accessToken();
  }

  private static ApiException missing(String account) {
    return ApiException.of(Kind.AUTH, "not logged in: run `headroom login " + account + "`");
  }

  private static void lock(Handle handle, String account) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtext('login:' || :account))::text")
        .bind("account", account)
        .mapTo(String.class)
        .one();
  }

  private Optional<Login> find(Handle handle, String account) {
    return handle
        .createQuery(
            """
            SELECT seed_hash, refresh_token, access_token, expires_at
            FROM login
            WHERE account = :account
            """)
        .bind("account", account)
        .map((row, context) ->
            new Login(
                Optional.ofNullable(row.getBytes("seed_hash")),
                vault.open(row.getBytes("refresh_token"), account),
                Optional.ofNullable(row.getBytes("access_token"))
                    .map(sealed -> vault.open(sealed, account)),
                Optional.ofNullable(row.getTimestamp("expires_at"))
                    .map(java.sql.Timestamp::toInstant)))
        .findOne();
  }

  private void save(
      Handle handle,
      String account,
      Optional<Secret> seed,
      Secret refreshToken,
      Grant grant,
      Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO login
              (account, seed_hash, refresh_token, access_token, expires_at, updated_at)
            VALUES (:account, :seedHash, :refreshToken, :accessToken, :expiresAt, :now)
            ON CONFLICT (account) DO UPDATE SET
              seed_hash = excluded.seed_hash, refresh_token = excluded.refresh_token,
              access_token = excluded.access_token, expires_at = excluded.expires_at,
              updated_at = excluded.updated_at
            """)
        .bind("account", account)
        .bind("seedHash", seed.map(JdbiLogins::hash).orElse(null))
        .bind("refreshToken", vault.seal(refreshToken, account))
        .bind("accessToken", vault.seal(grant.accessToken(), account))
        .bind("expiresAt", grant.expiresAt().orElse(null))
        .bind("now", now)
        .execute();
  }

  private static byte[] hash(Secret seed) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(seed.value().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private record Login(
      Optional<byte[]> seedHash,
      Secret refreshToken,
      Optional<Secret> accessToken,
      Optional<Instant> expiresAt) {

    /// Whether the config still holds the token this login began with, or none at all.
    boolean beganWith(Optional<Secret> seed) {
      return seed.isEmpty()
          || seedHash.filter(hash -> Arrays.equals(hash, hash(seed.get()))).isPresent();
    }

    Optional<Secret> usable(Instant now, Optional<Secret> refused) {
      return accessToken
          .filter(token -> !refused.equals(Optional.of(token)))
          .filter(token -> !Grant.isOver(expiresAt, now));
    }
  }
}
