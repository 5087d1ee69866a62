package dev.stepwell.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a-b_c.d", "Größe", "名前", "a(b)", "a'b", "a=b+c@d!"})
    void theseAreNames(String name) {
        assertThat(NameRules.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a\tb", "a\u00a0b", "a\u0000", "a\u007f", "a\u0085", "a\uFFFE", "a\uFFFF", "a😀"
            })
    void theseAreNot(String name) {
        assertThat(NameRules.isValid(name)).isFalse();
    }

    @Test
    void noForbiddenCharacterIsLetThrough() {
        for (char c : "<>{}[]?*\"#%\\^|~`$&,;:/".toCharArray()) {
            assertThat(NameRules.isValid("a" + c)).as("a%s", c).isFalse();
        }
    }

    @Test
    void eightyCharactersAreTheMost() {
        assertThat(NameRules.isValid("a".repeat(80))).isTrue();
        assertThat(NameRules.isValid("a".repeat(81))).isFalse();
    }
}
