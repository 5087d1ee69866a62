package dev.stepwell.gateway.shapes;

import org.jspecify.annotations.Nullable;

/** Where in a request something stands, as AWS writes it: {@code tags.1.member.key}. Written out only when it is asked for. */
public record Path(@Nullable Path parent, String member, int place, boolean vessel) {
    /** A member of a structure that stands at the parent; at the top there is none. The list in a vessel has the vessel's path. */
    public static Path member(@Nullable Path parent, Member member) {
        return parent != null && parent.vessel
                ? new Path(parent.parent, parent.member, 0, false)
                : new Path(parent, decapital(member.name().getValue()), 0, member.form() == Form.VESSEL);
    }

    /** AWS begins members with a small letter here, also those of services whose JSON begins them with a capital. */
    private static String decapital(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** An element of the list that stands here, counted from 1. */
    public Path element(int at) {
        return new Path(parent, member, at, false);
    }

    @Override
    public String toString() {
        String here = place == 0 ? member : member + "." + place + ".member";
        return parent == null ? here : parent + "." + here;
    }
}
