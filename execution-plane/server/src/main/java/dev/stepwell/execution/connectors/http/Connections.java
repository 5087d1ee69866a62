package dev.stepwell.execution.connectors.http;

import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.execution.connectors.Connector.Question;

/** By which credentials services are asked: the connections of tenants. */
@FunctionalInterface
public interface Connections {
    /**
     * What a connection of the asker's tenant holds, as it was at most some seconds ago. May ask the control plane, and wait for it.
     *
     * @param question whose task goes out with it
     */
    Found find(Question question, String connectionArn);

    /** What there is. */
    sealed interface Found {
        /** A connection with its secrets. */
        record Authorized(ConnectionHolder holder) implements Found {}

        /** A connection whose secrets were taken back. */
        record Deauthorized() implements Found {}

        /** No such connection. */
        record Unknown() implements Found {}
    }
}
