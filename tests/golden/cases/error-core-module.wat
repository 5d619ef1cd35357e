;; about: a core module without component metadata is not a component
(module
  (func (export "run")))
