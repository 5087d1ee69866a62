package dev.stepwell.standalone;

import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.names.Region;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a process was asked to be; {@code deploy/up --help} explains each.
 *
 * @param data the folder that holds everything the process keeps on disk
 * @param cache where unpacked programs lie that may be thrown away and shared between data folders
 * @param listening where clients find it
 * @param external the stores to use instead of embedded ones
 * @param roles what it does
 * @param region the region it answers for
 * @param lambdaEndpoint where function ARNs are invoked, if they are
 * @param awsEndpoints where other services are found, by the service's name
 * @param traces a collector of OpenTelemetry's traces
 * @param masterKey a file with the installation's master key, when it is not {@code data/master.key}
 * @param allowedNetworks private networks that functions may be asked in; the rest of the private addresses is refused
 * @param patience how long it waits at its start for planes in other processes
 * @param quotas how many times AWS's buckets each tenant has
 * @param log where the log goes instead of standard output
 */
public record Options(
        Path data,
        Path cache,
        Listening listening,
        Optional<ExternalStores> external,
        Set<Role> roles,
        Region region,
        Optional<URI> lambdaEndpoint,
        Map<String, URI> awsEndpoints,
        Optional<URI> traces,
        Optional<Path> masterKey,
        List<Network> allowedNetworks,
        Duration patience,
        Multiple quotas,
        Optional<Path> log) {
    public Options {
        roles = Set.copyOf(roles);
        awsEndpoints = Map.copyOf(awsEndpoints);
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /**
     * Addresses of the process; port 0 means any free one.
     *
     * @param bind the address all ports are opened on
     * @param httpPort AWS JSON, the console and health
     * @param grpcPort the contract over gRPC
     * @param internalPort where the installation's other processes call it
     * @param tls what the HTTP and gRPC ports prove themselves with; without it they speak plain text
     * @param requestBytes the largest request that any tenant may send
     */
    public record Listening(
            String bind, int httpPort, int grpcPort, int internalPort, Optional<TlsFiles> tls, int requestBytes) {}

    /**
     * Files in PEM that are read again when they change.
     *
     * @param certificate the server's own first, then those that lead to an authority
     * @param key PKCS #8, not encrypted
     */
    public record TlsFiles(Path certificate, Path key) {}

    /**
     * Stores that somebody else runs.
     *
     * @param postgres a JDBC URL with user and password
     * @param redis a Redis URI
     */
    public record ExternalStores(String postgres, String redis) {}
}
