package dev.stepwell.control.access;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.calling.Rate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a key may do, for whom, to what, from where, how often and until when.
 *
 * @param principal whose it is; the key's own id when absent
 * @param scopes some of {@link Scopes#ALL}
 * @param resources patterns of ARNs with {@code *} and {@code ?}, as in IAM; every resource when empty
 * @param networks where it may be used from; anywhere when empty
 * @param rate how often it may ask; as often as its tenant when absent
 * @param expiresAt when it runs out
 */
public record KeyTerms(
        Optional<String> principal,
        Set<String> scopes,
        List<String> resources,
        List<String> networks,
        Optional<Rate> rate,
        Optional<Instant> expiresAt) {
    /** Refuses with {@code ValidationException} what no key can have. */
    public KeyTerms {
        scopes = Set.copyOf(scopes);
        resources = List.copyOf(resources);
        networks = List.copyOf(networks);
        if (!Scopes.ALL.containsAll(scopes)) {
            throw new Fault("ValidationException", "A key's scopes are some of " + String.join(", ", Scopes.IN_ORDER));
        }
        networks.forEach(KeyTerms::checkNetwork);
    }

    /** A key without further confines. */
    public static KeyTerms of(Set<String> scopes) {
        return new KeyTerms(Optional.empty(), scopes, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private static void checkNetwork(String text) {
        try {
            Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Fault("ValidationException", "Not an address or a network: '" + text + "'");
        }
    }
}
