package dev.stepwell.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwfNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "my domain", "com.acme\\Orders.run", "arn2", "barn", "über", "😀", "a#b?c*", "<x>", "\"\""})
    void whatSwfAccepts(String name) {
        assertThat(SwfNames.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a\u00a0", "a:b", "a/b", "a|b", "a\nb", "\0", "a\u007f", "\u0085x", "arn"})
    void whatSwfRefuses(String name) {
        assertThat(SwfNames.isValid(name)).isFalse();
    }
}
