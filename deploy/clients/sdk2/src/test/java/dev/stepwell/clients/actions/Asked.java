package dev.stepwell.clients.actions;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Notes which actions a client has asked for. */
final class Asked implements ExecutionInterceptor {
    private final List<String> actions = new CopyOnWriteArrayList<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        actions.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /** In the order they were asked for. */
    List<String> actions() {
        return List.copyOf(actions);
    }

    void forget() {
        actions.clear();
    }
}
