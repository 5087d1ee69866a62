package dev.stepwell.execution.node;

import dev.stepwell.execution.connectors.Network;
import dev.stepwell.execution.items.ObjectStore;
import dev.stepwell.execution.shell.ShellSettings;
import dev.stepwell.execution.tokens.MasterKeys;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What an execution node is told.
 *
 * @param shell about itself and how much it takes on
 * @param keys the cluster's master secrets
 * @param functionEndpoint where functions of tenants without an endpoint of their own are invoked
 * @param objects where the items of map runs are read
 * @param allowedNetworks networks that may be called although they are not public
 * @param invocations how many functions and services are asked at once
 * @param revisionBytes how many bytes of definitions are remembered
 */
public record NodeSettings(
        ShellSettings shell,
        MasterKeys keys,
        Optional<URI> functionEndpoint,
        ObjectStore objects,
        List<Network> allowedNetworks,
        int invocations,
        long revisionBytes) {
    public NodeSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
    }
}
