package dev.stepwell.checks.tidy;

import java.util.List;

/** One limit on the tree. */
interface Rule {
    /** One sentence per offence, each naming its file; empty when the tree keeps the rule. */
    List<String> findings(List<Leaf> tree);
}
