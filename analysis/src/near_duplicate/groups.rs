//! Union-find.

/// Which of `count` things belong together.
pub(super) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    pub fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
        }
    }

    /// The first member of a thing's group.
    pub fn find(&mut self, mut thing: usize) -> usize {
        while self.parent[thing] != thing {
            self.parent[thing] = self.parent[self.parent[thing]];
            thing = self.parent[thing];
        }
        thing
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// Every group, members ascending, in order of first members.
    pub fn lists(&mut self) -> Vec<Vec<usize>> {
        let mut lists = vec![Vec::new(); self.parent.len()];
        for thing in 0..lists.len() {
            let first = self.find(thing);
            lists[first].push(thing);
        }
        lists.retain(|list| !list.is_empty());
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joining_is_shared_by_all_members() {
        let mut groups = Groups::new(5);
        groups.join(4, 1);
        groups.join(3, 4);
        assert_eq!(groups.lists(), [vec![0], vec![1, 3, 4], vec![2]]);
    }
}
