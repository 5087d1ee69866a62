package dev.stepwell.gateway.shapes;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A structure of the contract: its members by name and by number. */
public final class Shape {
    private final String name;
    private final String id;
    private List<Member> members = List.of();
    private Map<String, Member> byName = Map.of();
    private Map<String, Member> byQuery = Map.of();
    private @Nullable Member[] byNumber = new Member[0];
    private boolean hasRules;

    Shape(Descriptor message, String id) {
        this.name = message.getName();
        this.id = id;
    }

    /** Fills a shape in a second step, because its members may lead back to it. */
    void fill(Descriptor message, Shapes shapes) {
        members = message.getFields().stream()
                .map(field -> Member.of(field, shapes))
                .toList();
        byName = new HashMap<>();
        byQuery = new HashMap<>();
        int largest = 0;
        for (Member member : members) {
            if (member.number() <= largest) {
                throw new IllegalArgumentException("the fields of " + name + " are not in the order of their numbers");
            }
            byName.put(member.name().getValue(), member);
            byQuery.put(member.query(), member);
            largest = member.number();
        }
        byNumber = new Member[largest + 1];
        for (Member member : members) {
            byNumber[member.number()] = member;
        }
        hasRules = members.stream()
                .anyMatch(m -> m.required()
                        || !m.rules().none()
                        || !m.items().none()
                        || (m.shape() != null && m.shape().hasRules));
    }

    /** Its name in the service model. */
    public String name() {
        return name;
    }

    /** What tells it from all other shapes of the contract: its name, where no other service has a shape of that name. */
    public String id() {
        return id;
    }

    /** Its members in the order of the contract. */
    public List<Member> members() {
        return members;
    }

    /** The member of that name, if it has one. */
    public @Nullable Member named(String member) {
        return byName.get(member);
    }

    /** The member that is called so in a query, be it as in bodies or, where that is another name, as AWS's clients call it there. */
    public @Nullable Member asked(String parameter) {
        Member named = byName.get(parameter);
        return named == null ? byQuery.get(parameter) : named;
    }

    /** The member of that field number, if it has one. */
    public @Nullable Member numbered(int number) {
        return number < byNumber.length ? byNumber[number] : null;
    }

    /** Whether there is anything to check in it or below it. */
    boolean hasRules() {
        return hasRules;
    }

    @Override
    public String toString() {
        return name;
    }
}
