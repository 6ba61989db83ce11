import config from "./medusa-backend/medusa-config"

export default config
