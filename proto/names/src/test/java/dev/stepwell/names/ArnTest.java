package dev.stepwell.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArnTest {
    private static final String BASE = "arn:aws:states:eu-west-1:123456789012:";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stateMachine:orders",
                "stateMachine:orders:7",
                "stateMachine:orders:PROD",
                "stateMachine:orders/each",
                "execution:orders:run-1",
                "execution:orders/each:run-1",
                "express:orders:run-1:0190163e-7d7d-7c6a-8f3a-6b8a4f0f5b1a",
                "mapRun:orders/each:0190163e-7d7d-7c6a-8f3a-6b8a4f0f5b1a",
                "activity:pack"
            })
    void everyFormIsReadAndWrittenTheSame(String rest) {
        assertThat(Arn.parse(BASE + rest).map(Object::toString)).contains(BASE + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn",
                "arn:aws:states:eu-west-1:123456789012:",
                "arn:aws:states:eu-west-1:123456789012:stateMachine:",
                "arn:aws:states:eu-west-1:123456789012:stateMachine:a:b:c",
                "arn:aws:states:eu-west-1:123456789012:stateMachine:/label",
                "arn:aws:states:eu-west-1:123456789012:stateMachine:name/",
                "arn:aws:states:eu-west-1:123456789012:execution:orders",
                "arn:aws:states:eu-west-1:12345678901:activity:pack",
                "arn:aws:states:eu-west-1:12345678901x:activity:pack",
                "arn:aws:lambda:eu-west-1:123456789012:function:f",
                "arn:aws:states::123456789012:activity:pack",
                "arn:aws:states:eu-west-1:123456789012:nothing:pack"
            })
    void whatIsNoFormIsNotRead(String text) {
        assertThat(Arn.parse(text)).isEmpty();
    }

    @Test
    void aMachineIsFoundAgainWithoutItsQualifier() {
        Arn.StateMachine alias =
                (Arn.StateMachine) Arn.parse(BASE + "stateMachine:orders:PROD").orElseThrow();
        assertThat(alias.qualifier()).isEqualTo(Optional.of("PROD"));
        assertThat(alias.unqualified()).hasToString(BASE + "stateMachine:orders");
        assertThat(alias.unqualified().qualified("7")).hasToString(BASE + "stateMachine:orders:7");
    }
}
