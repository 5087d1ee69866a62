package dev.stepwell.contracts.calling;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Holds something that is about to be changed against what the caller {@linkplain Expected expects}. To be asked in the transaction that changes it,
 * when nobody else can any more; nothing is looked at for a caller who expects nothing.
 *
 * @param <T> the thing, as the plane has it
 */
public final class Precondition<T> {
    /** The error of a caller who was mistaken. */
    public static final String FAILED = "PreconditionFailed";

    private static final Fault MISTAKEN = new Fault(
            FAILED,
            "The resource is not what the request expects: it was changed meanwhile, or is not there. Read it again.");

    private final Optional<Expected> expected;
    private final Function<T, ? extends Message> shown;

    private Precondition(Optional<Expected> expected, Function<T, ? extends Message> shown) {
        this.expected = expected;
        this.shown = shown;
    }

    /**
     * What this caller expects.
     *
     * @param shown what is answered to who reads the thing: what its tag is made of
     */
    public static <T> Precondition<T> of(Caller caller, Function<T, ? extends Message> shown) {
        return new Precondition<>(caller.expected(), shown);
    }

    /** Nothing is expected. */
    public static <T> Precondition<T> none() {
        return new Precondition<>(Optional.empty(), thing -> Empty.getDefaultInstance());
    }

    /** Throws {@code PreconditionFailed} unless the thing is what the caller expects; looks at it only for who expects something. */
    public void check(Supplier<Optional<T>> current) {
        if (expected.isPresent()) {
            Expected wanted = expected.get();
            boolean met = current.get()
                    .filter(thing -> wanted.admits(EntityTag.of(shown.apply(thing))))
                    .isPresent();
            if (!met) {
                throw MISTAKEN;
            }
        }
    }

    /** The thing, when the caller expects something and it is that; throws {@code PreconditionFailed} when it is not. Else nothing, and it is not looked at. */
    public Optional<T> seen(Supplier<T> current) {
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        T thing = current.get();
        check(() -> Optional.of(thing));
        return Optional.of(thing);
    }

    /** There is no such thing: throws {@code PreconditionFailed} when the caller expects one. */
    public void checkNothing() {
        check(Optional::empty);
    }

    /** The refusal of what is not there: {@code PreconditionFailed} for a caller who expects it, else the usual one. */
    public Fault missing(Fault usual) {
        return expected.isPresent() ? MISTAKEN : usual;
    }
}
