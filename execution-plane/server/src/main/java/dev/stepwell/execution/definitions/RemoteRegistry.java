package dev.stepwell.execution.definitions;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.contracts.internal.v1.ResolveActivityResponse;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointResponse;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The control plane in other processes. All that is asked of it changes nothing, so it is asked of another process when one does
 * not answer.
 */
public final class RemoteRegistry implements Registry {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What comes back, by the action's name. */
    private static final Map<String, Message> ANSWERS = Map.of(
            "ResolveStateMachine", ResolveStateMachineResponse.getDefaultInstance(),
            "DescribeRevision", DescribeRevisionResponse.getDefaultInstance(),
            "ResolveActivity", ResolveActivityResponse.getDefaultInstance(),
            "ResolveFunctionEndpoint", ResolveFunctionEndpointResponse.getDefaultInstance());

    private final PlanePool control;

    /** Asks these processes; closing the pool is its owner's business. */
    public RemoteRegistry(PlanePool control) {
        this.control = control;
    }

    @Override
    public Message ask(String action, Caller caller, Message request) {
        Message answer = Optional.ofNullable(ANSWERS.get(action))
                .orElseThrow(() -> new IllegalArgumentException("not an action of the registry: " + action));
        return control.call(new PlaneCall(action, caller, PATIENCE, true), request, answer);
    }
}
