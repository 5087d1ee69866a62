package dev.stepwell.execution.node;

import dev.stepwell.contracts.calling.Network;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of the world a node may call.
 *
 * @param functionEndpoint where functions of tenants without an endpoint of their own are invoked
 * @param awsEndpoints where other services of AWS are found, by the names of their modules in its SDK
 * @param modules a folder with more modules of the SDK, which need not exist
 * @param allowedNetworks networks that may be called although they are not public
 * @param traces a collector that takes OpenTelemetry's traces
 */
public record Outside(
        Optional<URI> functionEndpoint,
        Map<String, URI> awsEndpoints,
        Path modules,
        List<Network> allowedNetworks,
        Optional<URI> traces) {
    public Outside {
        awsEndpoints = Map.copyOf(awsEndpoints);
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /** The same, and nobody takes traces. */
    public Outside(
            Optional<URI> functionEndpoint,
            Map<String, URI> awsEndpoints,
            Path modules,
            List<Network> allowedNetworks) {
        this(functionEndpoint, awsEndpoints, modules, allowedNetworks, Optional.empty());
    }
}
