package dev.stepwell.asl.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashOrderTest {
    @Test
    void itIsTheOrderOfThisJavasHashMap() {
        SplittableRandom random = new SplittableRandom(11);
        for (int size = 0; size < 200; size++) {
            Set<String> names = new LinkedHashSet<>();
            while (names.size() < size) {
                names.add("f" + Integer.toString(random.nextInt(100_000), 36));
            }
            Map<String, Integer> map = new HashMap<>();
            names.forEach(name -> map.put(name, 1));
            assertThat(HashOrder.of(names)).isEqualTo(new ArrayList<>(map.keySet()));
        }
    }

    @Test
    void itIsFixed() {
        assertThat(HashOrder.of(List.of("first", "second", "third", "fourth", "Aa", "BB")))
                .containsExactly("Aa", "BB", "third", "fourth", "first", "second");
    }
}
