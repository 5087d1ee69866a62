package dev.stepwell.execution.node;

import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.items.ObjectStore;
import dev.stepwell.execution.shell.ShellSettings;
import dev.stepwell.execution.tokens.MasterKeys;
import java.util.function.Supplier;

/**
 * What an execution node is told.
 *
 * @param shell about itself and how much it takes on
 * @param keys the cluster's master secrets as they are now
 * @param secrets opens what the control plane tells under seal
 * @param outside what may be called
 * @param objects where the items of map runs are read
 * @param invocations how many functions and services are asked at once
 * @param revisionBytes how many bytes of definitions are remembered
 */
public record NodeSettings(
        ShellSettings shell,
        Supplier<MasterKeys> keys,
        SecretSeal secrets,
        Outside outside,
        ObjectStore objects,
        int invocations,
        long revisionBytes) {}
