package dev.stepwell.gateway.identity;

import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.calling.Rate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a key is confined to.
 *
 * @param resources patterns of the ARNs it may do something to; all when empty
 * @param networks where it may be used from; anywhere when empty
 * @param rate how often it may ask; as often as its tenant when absent
 */
public record Confines(List<String> resources, List<Network> networks, Optional<Rate> rate) {
    /** Nothing. */
    public static final Confines NONE = new Confines(List.of(), List.of(), Optional.empty());

    private static final Pattern IN_NUMBERS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?");

    public Confines {
        resources = List.copyOf(resources);
        networks = List.copyOf(networks);
    }

    /** From texts, as they are kept; throws {@link IllegalArgumentException} for what is no network. */
    public static Confines of(List<String> resources, List<String> networks, Optional<Rate> rate) {
        return resources.isEmpty() && networks.isEmpty() && rate.isEmpty()
                ? NONE
                : new Confines(resources, networks.stream().map(Network::parse).toList(), rate);
    }

    /** Whether the key may be used from this address, which must be one in numbers: an unknown address is in no network. */
    boolean admit(String source) {
        if (networks.isEmpty()) {
            return true;
        }
        if (!IN_NUMBERS.matcher(source).matches()) {
            return false;
        }
        try {
            byte[] address = InetAddress.getByName(source).getAddress(); // in numbers: nobody is asked for a name
            return networks.stream().anyMatch(network -> network.contains(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
