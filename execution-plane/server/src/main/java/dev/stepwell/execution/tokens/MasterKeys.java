package dev.stepwell.execution.tokens;

import java.util.Map;
import java.util.Optional;

/**
 * The cluster's master secrets at a moment, by their ids. An old one stays as long as tokens sealed under it may come back.
 *
 * @param current the id under which new executions seal
 * @param secrets at least 32 bytes each
 */
public record MasterKeys(int current, Map<Integer, byte[]> secrets) {
    public MasterKeys {
        secrets = Map.copyOf(secrets);
        if (!secrets.containsKey(current)) {
            throw new IllegalArgumentException("there is no master secret " + current);
        }
        if (secrets.values().stream().anyMatch(secret -> secret.length < 32)) {
            throw new IllegalArgumentException("a master secret has at least 32 bytes");
        }
    }

    Optional<byte[]> secret(int id) {
        return Optional.ofNullable(secrets.get(id));
    }
}
