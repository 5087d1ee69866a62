package dev.stepwell.execution.connectors;

import dev.stepwell.contracts.calling.Network;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses this server may call on behalf of tenants: public ones, and those the operator allows. A name is resolved once, every
 * address it has is checked, and the checked one is connected to.
 */
public final class Egress {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** What is not public (RFC 6890 and its registries), IPv6 forms that embed an IPv4 address among it: mapped, compatible and translated ones all begin with eight zeros. */
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/8",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Network::parse)
            .toList();

    private final List<Network> allowed;
    private final Resolver resolver;

    /**
     * An egress.
     *
     * @param allowed networks that may be called although they are not public
     */
    public Egress(List<Network> allowed, Resolver resolver) {
        this.allowed = List.copyOf(allowed);
        this.resolver = resolver;
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    public interface Resolver {
        /** All addresses, at least one. */
        List<InetAddress> resolve(String host) throws UnknownHostException;

        /** As the machine resolves names. */
        static List<InetAddress> system(String host) throws UnknownHostException {
            return List.of(InetAddress.getAllByName(host));
        }
    }

    /** An address must not be called. The text is for the task's cause. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * The address to connect to.
     *
     * @throws Refused when the URI is of a kind that is not called, its host is unknown or any of its addresses must not be called
     */
    public InetAddress check(URI uri) {
        String host = uri.getHost();
        if (uri.getScheme() == null
                || !SCHEMES.contains(uri.getScheme())
                || host == null
                || uri.getUserInfo() != null) {
            throw new Refused("The endpoint is not an http or https URL of a host");
        }
        List<InetAddress> addresses;
        try {
            addresses = resolver.resolve(strip(host));
        } catch (UnknownHostException e) {
            throw new Refused("Unable to execute HTTP request: " + host + ": Name or service not known");
        }
        for (InetAddress address : addresses) {
            if (!mayCall(address)) {
                throw new Refused("Unable to execute HTTP request: the address of " + host
                        + " is not a public one, and the operator has not allowed it");
            }
        }
        return addresses.get(0);
    }

    private boolean mayCall(InetAddress address) {
        byte[] bytes = address.getAddress();
        return NOT_PUBLIC.stream().noneMatch(network -> network.contains(bytes))
                || allowed.stream().anyMatch(network -> network.contains(bytes));
    }

    private static String strip(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
